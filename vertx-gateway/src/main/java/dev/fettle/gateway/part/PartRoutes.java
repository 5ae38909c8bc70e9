package dev.fettle.gateway.part;

import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.List;
import java.util.stream.Stream;

/** Rows below a node or portgroup where parts can only be listed: everything else is done at their own collection. */
public final class PartRoutes {
    private PartRoutes() {}

    /**
     * @param list path of the list, such as {@code /v1/nodes/{node}/ports}
     * @param collection where to go instead, such as {@code /v1/ports}
     * @param rule one of the parts, which is not asked: nothing is done
     * @param since first version that has the list
     */
    public static List<Route> onlyListed(String list, String collection, String rule, int since) {
        Route.Handler elsewhere = _ -> {
            throw new FaultException(
                    FaultCode.MALFORMED_REQUEST_URI,
                    "Malformed request URI: here they can only be listed. Use " + collection + " instead.");
        };
        return Stream.concat(
                        Stream.of("POST", "PATCH", "DELETE").map(method -> Route.of(method, list, rule, elsewhere)),
                        Stream.of("GET", "PATCH", "DELETE")
                                .map(method -> Route.of(method, list + "/{part}", rule, elsewhere)))
                .map(route -> route.checkedByHandler().since(since, Route.Refusal.HIDDEN))
                .toList();
    }
}
