package dev.fettle.conductor.management;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.SetIndicatorState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets a light while the caller waits. */
public final class SetIndicatorStateHandler implements RpcHandler<SetIndicatorState, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public SetIndicatorStateHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(SetIndicatorState request, CallContext context) {
        starter.startAndWait(request.nodeId(), context, node -> checked(node, request));
        return null;
    }

    private StartRequest checked(Node node, SetIndicatorState request) {
        var task = new ReadTask(tools, node);
        task.driver().management().validate(task);
        KnownIndicator.of(task, request.component(), request.indicator()).requireSettable(request.state());
        return StartRequest.quiet(
                OperationKind.INDICATOR,
                Map.of(
                        "component", request.component(),
                        "indicator", request.indicator(),
                        "state", request.state()),
                node);
    }
}
