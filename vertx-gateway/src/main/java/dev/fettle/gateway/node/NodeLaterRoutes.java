package dev.fettle.gateway.node;

import dev.fettle.http.Answer;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sub-resources of nodes that the API knows and this release does not have: 404 from routing. Without rows of their own they would be
 * read as names of fields. A sub-resource that comes takes its name out of here.
 */
final class NodeLaterRoutes {
    private static final List<String> NAMES = List.of("management");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private NodeLaterRoutes() {}

    static List<Route> routes() {
        return NAMES.stream().flatMap(NodeLaterRoutes::rows).toList();
    }

    private static Stream<Route> rows(String name) {
        return METHODS.stream()
                .map(method ->
                        Route.of(method, "/v1/nodes/{node}/" + name, "baremetal:node:get", NodeLaterRoutes::absent));
    }

    private static Answer absent(Request request) {
        throw HttpProblem.web(404, "");
    }
}
