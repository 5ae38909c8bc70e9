package dev.fettle.conductor.console;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.Reads;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.SetConsoleMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts to switch the console on or off, unless it is so already. */
public final class SetConsoleModeHandler implements RpcHandler<SetConsoleMode, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public SetConsoleModeHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(SetConsoleMode request, CallContext context) {
        var node = new Reads(tools).node(request.nodeId());
        checked(node, request.enabled());
        if (node.require(NodeFields.CONSOLE_ENABLED) != request.enabled()) {
            starter.start(request.nodeId(), context, now -> checked(now, request.enabled()));
        }
        return null;
    }

    private StartRequest checked(Node node, boolean enabled) {
        var task = new ReadTask(tools, node);
        task.driver().console().validate(task);
        return StartRequest.quiet(
                OperationKind.CONSOLE, Map.of("enabled", enabled), node.with(NodeFields.LAST_ERROR, null));
    }
}
