package dev.fettle.conductor.rescue;

import dev.fettle.conductor.step.Admission;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.FaultCode;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.UnrescueNode;
import org.jspecify.annotations.Nullable;

/** Ends a rescue; {@link UnrescueFlow} says how. */
public final class UnrescueNodeHandler implements RpcHandler<UnrescueNode, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public UnrescueNodeHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(UnrescueNode request, CallContext context) {
        starter.start(request.nodeId(), context, this::checked);
        return null;
    }

    private StartRequest checked(Node node) {
        Admission.requireNoMaintenance(node);
        StateChange.move(node, ProvisionEvent.UNRESCUE);
        RescueChecks.requirePower(new ReadTask(tools, node), FaultCode.INSTANCE_UNRESCUE_FAILURE);
        return StartRequest.of(
                OperationKind.UNRESCUE, ProvisionEvent.UNRESCUE, node.withInternal(AgentMemory.URL, null));
    }
}
