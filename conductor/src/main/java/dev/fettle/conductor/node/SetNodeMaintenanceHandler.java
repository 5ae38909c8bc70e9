package dev.fettle.conductor.node;

import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.SetNodeMaintenance;
import org.jspecify.annotations.Nullable;

/** Turns maintenance on with a reason, or off together with reason and fault. */
public final class SetNodeMaintenanceHandler implements RpcHandler<SetNodeMaintenance, Void> {
    private final NodeEdits edits;
    private final int longest;

    public SetNodeMaintenanceHandler(NodeEdits edits, Configuration config) {
        this.edits = edits;
        this.longest = config.get(DefaultOptions.LOG_IN_DB_MAX_SIZE);
    }

    @Override
    public @Nullable Void handle(SetNodeMaintenance request, CallContext context) {
        edits.edit(request.nodeId(), node -> request.maintenance() ? on(node, request.reason()) : off(node));
        return null;
    }

    private Node on(Node node, @Nullable String reason) {
        var kept = reason == null || reason.length() <= longest ? reason : reason.substring(0, longest);
        return node.with(NodeFields.MAINTENANCE, true).with(NodeFields.MAINTENANCE_REASON, kept);
    }

    private static Node off(Node node) {
        return node.with(NodeFields.MAINTENANCE, false)
                .with(NodeFields.MAINTENANCE_REASON, null)
                .with(NodeFields.FAULT, null);
    }
}
