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
import dev.fettle.rpc.node.DetachVirtualMedia;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts to empty virtual drives. */
public final class DetachVirtualMediaHandler implements RpcHandler<DetachVirtualMedia, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public DetachVirtualMediaHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(DetachVirtualMedia request, CallContext context) {
        var types = request.deviceTypes();
        if (types != null) {
            DeviceTypes.check(types);
        }
        starter.start(request.nodeId(), context, node -> checked(node, types));
        return null;
    }

    private StartRequest checked(Node node, @Nullable List<String> types) {
        var task = new ReadTask(tools, node);
        task.driver().management().virtualMediaControl(task);
        task.driver().management().validate(task);
        PowerFault.refuse(node);
        return StartRequest.quiet(
                OperationKind.DETACH_MEDIA,
                types == null || types.isEmpty() ? Map.of() : Map.of("device_types", types),
                node.with(NodeFields.LAST_ERROR, null));
    }
}
