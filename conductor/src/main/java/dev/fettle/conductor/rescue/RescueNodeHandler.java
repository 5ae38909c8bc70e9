package dev.fettle.conductor.rescue;

import dev.fettle.conductor.step.Admission;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.config.ConductorOptions;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.FaultCode;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.RescueNode;
import org.jspecify.annotations.Nullable;

/** Starts a rescue; {@link RescueFlow} says how. */
public final class RescueNodeHandler implements RpcHandler<RescueNode, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public RescueNodeHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(RescueNode request, CallContext context) {
        var algorithm = tools.config().get(ConductorOptions.RESCUE_PASSWORD_HASH_ALGORITHM);
        starter.start(request.nodeId(), context, node -> checked(node, request.rescuePassword(), algorithm));
        return null;
    }

    private StartRequest checked(Node node, String password, String algorithm) {
        Admission.requireNoMaintenance(node);
        StateChange.move(node, ProvisionEvent.RESCUE);
        var prepared = RescuePassword.put(AgentMemory.forgotten(node), password, algorithm);
        RescueChecks.requireRescuable(new ReadTask(tools, prepared), FaultCode.INSTANCE_RESCUE_FAILURE);
        return StartRequest.of(OperationKind.RESCUE, ProvisionEvent.RESCUE, prepared);
    }
}
