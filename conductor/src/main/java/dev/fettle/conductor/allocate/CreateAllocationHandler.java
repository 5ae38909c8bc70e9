package dev.fettle.conductor.allocate;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.db.allocation.AllocationEdit;
import dev.fettle.db.allocation.AllocationStore;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeQuery;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.allocation.AllocationState;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.allocation.CreateAllocation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Stores an allocation and looks for a node, or ties it to the node that it names ({@code contract/conductor.md} section 13). */
public final class CreateAllocationHandler implements RpcHandler<CreateAllocation, Allocation> {
    private final AllocationStore store;
    private final AllocationSearch search;
    private final NodeStore nodes;
    private final NodeQueue queue;

    public CreateAllocationHandler(AllocationStore store, AllocationSearch search, NodeStore nodes, NodeQueue queue) {
        this.store = store;
        this.search = search;
        this.nodes = nodes;
        this.queue = queue;
    }

    @Override
    public Allocation handle(CreateAllocation request, CallContext context) {
        var sent = request.allocation().values();
        var wish = complete(sent);
        return nodeOf(sent).map(node -> backfilled(wish, node)).orElseGet(() -> searched(wish));
    }

    private Allocation searched(Allocation wish) {
        if (wish.get(AllocationFields.RESOURCE_CLASS) == null) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE, "An allocation needs a resource_class, or the node it is for.");
        }
        return search.begin(wish);
    }

    private Allocation backfilled(Allocation wish, UUID node) {
        return queue.await(
                node, () -> switch (store.backfill(wish, node, found -> BackfillRules.requireFit(wish, found))) {
                    case AllocationEdit.Done(var active) -> new Try.Got<>(active);
                    case AllocationEdit.Locked(var holder) -> new Try.Held<>(holder);
                });
    }

    /** Callers on the reference's wire name the node by its key only. */
    private Optional<UUID> nodeOf(Values sent) {
        var uuid = sent.getOrNull(AllocationFields.NODE_UUID);
        var id = sent.getOrNull(AllocationFields.NODE_ID);
        if (uuid != null || id == null) {
            return Optional.ofNullable(uuid);
        }
        var query = new NodeQuery(
                List.of(new NodeFilter.Equals(NodeFields.ID, id)), Set.of(), NodeFields.ID, false, null, 1);
        return Optional.of(nodes.list(query).stream()
                .map(Node::uuid)
                .findFirst()
                .orElseThrow(
                        () -> new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + id + " could not be found.")));
    }

    private static Allocation complete(Values sent) {
        var values = Values.none(AllocationFields.TABLE).toBuilder();
        for (var field : AllocationFields.TABLE.fields()) {
            if (field.nullable() || field.type().holdsDocuments()) {
                values.putRaw(field, null);
            }
        }
        var whole = values.put(AllocationFields.UUID, UUID.randomUUID()).build().overlay(sent).toBuilder()
                .put(AllocationFields.STATE, AllocationState.ALLOCATING.word())
                .put(AllocationFields.LAST_ERROR, null)
                .put(AllocationFields.NODE_ID, null)
                .put(AllocationFields.NODE_UUID, null)
                .unset(AllocationFields.ID)
                .unset(AllocationFields.CREATED_AT)
                .unset(AllocationFields.UPDATED_AT);
        return new Allocation(whole.build());
    }
}
