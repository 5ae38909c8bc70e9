package dev.fettle.gateway.allocation;

import static dev.fettle.gateway.allocation.AllocationFieldTable.FIELDS;
import static dev.fettle.gateway.allocation.AllocationFieldTable.NODE_SINCE;

import dev.fettle.gateway.resource.ResourceDocument;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.AllocationDocument;
import dev.fettle.rpc.allocation.CreateAllocation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** POST of an allocation: checks that the edge can make; a conductor stores it and looks for a node. */
final class NewAllocations {
    private static final String CREATE = "baremetal:allocation:create";
    private static final String CREATE_RESTRICTED = "baremetal:allocation:create_restricted";
    private static final ResourceDocument DOCUMENT =
            new ResourceDocument(FIELDS, AllocationDocument.RULES, AllocationDocument.PATCHES, Set.of());

    private final VisibleNodes nodes;
    private final Conductors conductors;

    NewAllocations(VisibleNodes nodes, Conductors conductors) {
        this.nodes = nodes;
        this.conductors = conductors;
    }

    /** @return the allocation as a conductor stored it */
    Allocation create(Request request) {
        var body = new LinkedHashMap<>(request.object("allocation"));
        if (body.containsKey("node") && !request.version().atLeast(NODE_SINCE)) {
            throw Parameters.invalid("Cannot set node when creating allocations in this API version.");
        }
        var given = DOCUMENT.created(request, body);
        var owner = owner(request, given.getOrNull(AllocationFields.OWNER));
        var node = nodeIdent(body).map(ident -> nodes.find(request, ident));
        if (node.isEmpty() && given.getOrNull(AllocationFields.RESOURCE_CLASS) == null) {
            throw Parameters.invalid("The resource_class field is mandatory when not backfilling.");
        }
        var wish = new Allocation(given).with(AllocationFields.OWNER, owner);
        if (given.has(AllocationFields.CANDIDATE_NODES)) {
            wish = wish.with(AllocationFields.CANDIDATE_NODES, nodes.uuids(request, wish.candidateNodes()));
        }
        if (node.isPresent()) {
            return backfilled(request, wish, body.get("uuid") != null, node.get());
        }
        return Objects.requireNonNull(conductors.callAny(new CreateAllocation(wish), request.context()));
    }

    /** The instance that is on the node already is what the allocation becomes. */
    private Allocation backfilled(Request request, Allocation wish, boolean hasUuid, Node node) {
        var instance = node.get(NodeFields.INSTANCE_UUID);
        var known = hasUuid || instance == null ? wish : wish.with(AllocationFields.UUID, instance);
        var whole = known.with(AllocationFields.NODE_ID, node.id()).with(AllocationFields.NODE_UUID, node.uuid());
        if (whole.values().getOrNull(AllocationFields.RESOURCE_CLASS) == null) {
            whole = whole.with(AllocationFields.RESOURCE_CLASS, node.get(NodeFields.RESOURCE_CLASS));
        }
        return conductors.ask(node, new CreateAllocation(whole), request.context());
    }

    private static Optional<String> nodeIdent(Map<String, @Nullable Object> body) {
        return switch (body.get("node")) {
            case null -> Optional.empty();
            case String ident -> Optional.of(ident);
            default -> throw AllocationDocument.RULES.refused("'node' is not of type 'string'");
        };
    }

    /**
     * Whose it will be ({@code contract/resources.md} section 9): callers of a project get what is their project's own, unless they may make
     * what only few may.
     *
     * @throws FaultException 403 when the caller may not, or may not for others
     */
    private static @Nullable String owner(Request request, @Nullable String asked) {
        var caller = request.identity();
        var free = request.may(CREATE, Target.NONE);
        if (free && (caller.projectId() == null || "all".equals(caller.systemScope()))) {
            return asked;
        }
        var own = caller.projectId();
        var foreign = own == null || asked != null && !asked.equals(own);
        if (free && foreign && request.may(CREATE_RESTRICTED, Target.NONE)) {
            return asked;
        }
        if (!free) {
            request.require(CREATE_RESTRICTED, Target.NONE);
        }
        if (foreign) {
            throw new FaultException(
                    FaultCode.FORBIDDEN,
                    "Access was denied to the following resource: " + CREATE
                            + ". An allocation can be made for the caller's own project only.");
        }
        return own;
    }
}
