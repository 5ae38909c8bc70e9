package dev.fettle.conductor.power;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.SetBootDevice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets the boot device while the caller waits. */
public final class SetBootDeviceHandler implements RpcHandler<SetBootDevice, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public SetBootDeviceHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(SetBootDevice request, CallContext context) {
        starter.startAndWait(request.nodeId(), context, node -> checked(node, request));
        return null;
    }

    private StartRequest checked(Node node, SetBootDevice request) {
        var task = new ReadTask(tools, node);
        task.driver().management().validate(task);
        return StartRequest.quiet(
                OperationKind.BOOT_DEVICE,
                Map.of("device", request.device(), "persistent", request.persistent()),
                node);
    }
}
