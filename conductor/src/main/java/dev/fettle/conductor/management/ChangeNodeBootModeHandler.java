package dev.fettle.conductor.management;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.ChangeNodeBootMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts a change of the boot mode. */
public final class ChangeNodeBootModeHandler implements RpcHandler<ChangeNodeBootMode, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public ChangeNodeBootModeHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(ChangeNodeBootMode request, CallContext context) {
        starter.start(request.nodeId(), context, node -> checked(node, request.newState()));
        return null;
    }

    private StartRequest checked(Node node, String mode) {
        var task = new ReadTask(tools, node);
        var management = task.driver().management();
        var supported = management.bootModeControl(task).supported(task);
        if (!supported.contains(mode)) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "The boot mode of node " + node.uuid() + " can be one of " + String.join(", ", supported) + ".");
        }
        management.validate(task);
        return StartRequest.quiet(
                OperationKind.BOOT_MODE, Map.of("target", mode), node.with(NodeFields.LAST_ERROR, null));
    }
}
