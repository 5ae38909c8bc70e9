package dev.fettle.gateway.allocation;

import static dev.fettle.gateway.allocation.AllocationFieldTable.SINCE;
import static dev.fettle.http.Route.Refusal.HIDDEN;

import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.http.Answer;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import java.util.List;

/** The allocation that a node is for. */
final class NodeAllocationRoutes {
    private static final String PATH = "/v1/nodes/{node}/allocation";

    private final ResourceAnswers answers;
    private final AllocationAccess access;
    private final NodeFinder nodes;
    private final Conductors conductors;

    NodeAllocationRoutes(ResourceAnswers answers, AllocationAccess access, NodeFinder nodes, Conductors conductors) {
        this.answers = answers;
        this.access = access;
        this.nodes = nodes;
        this.conductors = conductors;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", PATH, "baremetal:allocation:get", this::show)
                        .since(SINCE, HIDDEN)
                        .checkedByHandler(),
                Route.of("DELETE", PATH, "baremetal:allocation:delete", this::delete)
                        .withoutQuery()
                        .since(SINCE, HIDDEN)
                        .checkedByHandler());
    }

    private Answer show(Request request) {
        var selection = answers.selection(request);
        var allocation = access.ofNode(request, nodes.visible(request));
        return answers.one(request, selection, allocation.values());
    }

    private Answer delete(Request request) {
        return AllocationRoutes.deleted(request, conductors, access.ofNode(request, nodes.visible(request)));
    }
}
