package dev.fettle.gateway.allocation;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.resource.ResourceFinder;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.Optional;

/** Finds allocations that a caller may see ({@code contract/policy.md} section 5): what may not be seen is not there. */
final class AllocationAccess {
    private static final String GET = "baremetal:allocation:get";

    private final ResourceStore store;
    private final ResourceFinder finder;

    AllocationAccess(ResourceStore store) {
        this.store = store;
        this.finder = ResourceFinder.byIdent(store);
    }

    /**
     * The allocation of {@code {allocation}} in the path, after the rule of the route was checked against it.
     *
     * @throws RuntimeException 400 for what can be no ident; 404 for none, and for one that the caller may not see; 403 when the caller may not
     */
    Allocation inPath(Request request) {
        var ident = request.variable("allocation");
        return checked(request, finder.find(ident), ident);
    }

    /** The same of a node that the caller may see. */
    Allocation ofNode(Request request, Node node) {
        return Optional.ofNullable(node.get(NodeFields.ALLOCATION_UUID))
                .flatMap(store::find)
                .map(found -> checked(request, found, node.uuid().toString()))
                .orElseThrow(() -> {
                    request.require(request.rule(), Target.NONE);
                    return notFound("of node " + node.uuid());
                });
    }

    boolean visible(Request request, Values allocation) {
        return request.may(GET, targetOf(allocation));
    }

    private Allocation checked(Request request, Values found, String ident) {
        if (!visible(request, found)) {
            throw notFound(Parameters.shown(ident));
        }
        request.require(request.rule(), targetOf(found));
        return new Allocation(found);
    }

    private FaultException notFound(String ident) {
        return store.table().notFound(ident);
    }

    private static Target targetOf(Values allocation) {
        return Target.owned("allocation.owner", allocation.get(AllocationFields.OWNER));
    }
}
