package dev.fettle.gateway.node;

import dev.fettle.http.HttpProblem;
import dev.fettle.http.Route;
import java.util.List;

/** A segment below a node that only holds others: 404 from routing. Without a row of its own it would be read as the name of a field. */
final class NodeSegmentRoutes {
    private NodeSegmentRoutes() {}

    static List<Route> routes() {
        return List.of(Route.of("GET", "/v1/nodes/{node}/management", "baremetal:node:get", _ -> {
            throw HttpProblem.web(404, "");
        }));
    }
}
