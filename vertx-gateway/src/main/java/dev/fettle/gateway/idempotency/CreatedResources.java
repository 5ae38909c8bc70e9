package dev.fettle.gateway.idempotency;

import dev.fettle.http.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which rows create something that has a uuid, and which rows show it. */
final class CreatedResources {
    private static final String RULE_END = ":create";

    private final List<Route> served;

    CreatedResources(List<Route> served) {
        this.served = served;
    }

    /** GET of one resource by the path of the POST that creates it; its last segment is a variable. */
    Map<String, Route> byPath() {
        var collections = served.stream()
                .filter(route -> route.method().equals("POST") && route.rule().endsWith(RULE_END))
                .map(Route::path)
                .collect(Collectors.toSet());
        return served.stream()
                .filter(route -> route.method().equals("GET") && route.path().endsWith("}"))
                .filter(route -> collections.contains(collection(route)))
                .collect(Collectors.toUnmodifiableMap(CreatedResources::collection, Function.identity()));
    }

    /** Name of the last segment. */
    static String variable(Route row) {
        return row.path().substring(row.path().lastIndexOf('{') + 1, row.path().length() - 1);
    }

    private static String collection(Route row) {
        return row.path().substring(0, row.path().lastIndexOf('/'));
    }
}
