package dev.fettle.conductor.allocate;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.db.allocation.AllocationEdit;
import dev.fettle.db.allocation.AllocationStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.node.Node;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.provision.ProvisionState.Trait;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.allocation.DestroyAllocation;
import org.jspecify.annotations.Nullable;

/** Deletes an allocation; its node, if it has one, is free then. Not while the node is in use or on its way somewhere. */
public final class DestroyAllocationHandler implements RpcHandler<DestroyAllocation, Void> {
    private final AllocationStore store;
    private final NodeQueue queue;

    public DestroyAllocationHandler(AllocationStore store, NodeQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    @Override
    public @Nullable Void handle(DestroyAllocation request, CallContext context) {
        var sent = request.allocation();
        queue.await(() -> removed(sent));
        return null;
    }

    private Try<Allocation> removed(Allocation sent) {
        return switch (store.remove(sent.uuid(), node -> requireFreeable(sent, node))) {
            case AllocationEdit.Done(var gone) -> new Try.Got<>(gone);
            case AllocationEdit.Locked(var holder) -> new Try.Held<>(holder);
        };
    }

    private static void requireFreeable(Allocation allocation, Node node) {
        if (node.maintenance()) {
            return;
        }
        var state = node.provisionState();
        if (state == ProvisionState.ACTIVE || node.targetProvisionState().isPresent() && !state.has(Trait.UPDATABLE)) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "Cannot remove allocation " + allocation.uuid() + " for node " + node.uuid()
                            + ", because the node is in state " + state
                            + " and not in maintenance. Undeploy the node instead.");
        }
    }
}
