package dev.fettle.conductor.management;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.ChangeNodeSecureBoot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts to switch secure boot. */
public final class ChangeNodeSecureBootHandler implements RpcHandler<ChangeNodeSecureBoot, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public ChangeNodeSecureBootHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(ChangeNodeSecureBoot request, CallContext context) {
        starter.start(request.nodeId(), context, node -> checked(node, request.newState()));
        return null;
    }

    private StartRequest checked(Node node, boolean on) {
        var task = new ReadTask(tools, node);
        task.driver().management().secureBootControl(task);
        task.driver().management().validate(task);
        return StartRequest.quiet(
                OperationKind.SECURE_BOOT, Map.of("target", on), node.with(NodeFields.LAST_ERROR, null));
    }
}
