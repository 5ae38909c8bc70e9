package dev.fettle.gateway.allocation;

import dev.fettle.db.node.NodeStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import java.util.List;
import java.util.stream.Stream;

/** All routes of allocations. */
public final class AllocationResource {
    private final ResourceStore store;
    private final NodeStore nodes;
    private final NodeFinder finder;
    private final Conductors conductors;
    private final int maxLimit;

    /** Only keeps what it is given. */
    public AllocationResource(
            ResourceStore store, NodeStore nodes, NodeFinder finder, Conductors conductors, int maxLimit) {
        this.store = store;
        this.nodes = nodes;
        this.finder = finder;
        this.conductors = conductors;
        this.maxLimit = maxLimit;
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        var answers = new ResourceAnswers("allocations", "allocations", AllocationFieldTable.FIELDS, store, maxLimit);
        var access = new AllocationAccess(store);
        var visible = new VisibleNodes(nodes, finder);
        var created = new NewAllocations(visible, conductors);
        return Stream.of(
                        new AllocationListRoutes(answers, access, visible).routes(),
                        new AllocationRoutes(store, answers, access, created, conductors).routes(),
                        new NodeAllocationRoutes(answers, access, finder, conductors).routes())
                .flatMap(List::stream)
                .toList();
    }
}
