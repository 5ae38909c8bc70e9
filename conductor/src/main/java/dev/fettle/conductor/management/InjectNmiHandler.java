package dev.fettle.conductor.management;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.InjectNmi;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends a non-maskable interrupt while the caller waits. */
public final class InjectNmiHandler implements RpcHandler<InjectNmi, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public InjectNmiHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(InjectNmi request, CallContext context) {
        starter.startAndWait(request.nodeId(), context, this::checked);
        return null;
    }

    private StartRequest checked(Node node) {
        var task = new ReadTask(tools, node);
        task.driver().management().nmiControl(task);
        task.driver().management().validate(task);
        return StartRequest.quiet(OperationKind.NMI, Map.of(), node);
    }
}
