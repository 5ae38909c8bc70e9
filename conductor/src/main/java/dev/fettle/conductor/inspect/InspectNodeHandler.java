package dev.fettle.conductor.inspect;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.InspectNode;
import org.jspecify.annotations.Nullable;

/** Starts inspection; {@link InspectFlow} says how. */
public final class InspectNodeHandler implements RpcHandler<InspectNode, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public InspectNodeHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(InspectNode request, CallContext context) {
        starter.start(request.nodeId(), context, this::checked);
        return null;
    }

    private StartRequest checked(Node node) {
        StateChange.move(node, ProvisionEvent.INSPECT);
        var task = new ReadTask(tools, node);
        task.driver().power().validate(task);
        task.driver().inspect().validate(task);
        return StartRequest.of(
                OperationKind.INSPECT, ProvisionEvent.INSPECT, Report.forgotten(AgentMemory.forgotten(node)));
    }
}
