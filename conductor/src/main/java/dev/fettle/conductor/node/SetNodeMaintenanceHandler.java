package dev.fettle.conductor.node;

import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.SetNodeMaintenance;
import org.jspecify.annotations.Nullable;

/** Turns maintenance on with a reason, or off together with reason and fault. */
public final class SetNodeMaintenanceHandler implements RpcHandler<SetNodeMaintenance, Void> {
    private final NodeEdits edits;

    public SetNodeMaintenanceHandler(NodeEdits edits) {
        this.edits = edits;
    }

    @Override
    public @Nullable Void handle(SetNodeMaintenance request, CallContext context) {
        edits.edit(request.nodeId(), node -> request.maintenance() ? on(node, request.reason()) : off(node));
        return null;
    }

    private static Node on(Node node, @Nullable String reason) {
        return node.with(NodeFields.MAINTENANCE, true).with(NodeFields.MAINTENANCE_REASON, reason);
    }

    private static Node off(Node node) {
        return node.with(NodeFields.MAINTENANCE, false)
                .with(NodeFields.MAINTENANCE_REASON, null)
                .with(NodeFields.FAULT, null);
    }
}
