package dev.fettle.conductor.raid;

import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.SetTargetRaidConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores what the next cleaning is to make of the disks. */
public final class SetTargetRaidConfigHandler implements RpcHandler<SetTargetRaidConfig, Void> {
    private final NodeEdits edits;
    private final TaskTools tools;

    public SetTargetRaidConfigHandler(NodeEdits edits, TaskTools tools) {
        this.edits = edits;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(SetTargetRaidConfig request, CallContext context) {
        edits.edit(request.nodeId(), node -> wanting(node, request.targetRaidConfig()));
        return null;
    }

    private Node wanting(Node node, Map<String, Object> config) {
        if (!config.isEmpty()) {
            var task = new ReadTask(tools, node);
            task.driver().raid().validateConfig(task, config);
        }
        return node.with(NodeFields.TARGET_RAID_CONFIG, config);
    }
}
