package dev.fettle.conductor.deploy;

import dev.fettle.conductor.step.Admission;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.TearDownNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts taking the instance off a node; work that waits on the node is given up for it. {@link TearDownFlow} says how. */
public final class TearDownNodeHandler implements RpcHandler<TearDownNode, Void> {
    private final Starter starter;
    private final TaskTools tools;
    private final Admission admission;

    public TearDownNodeHandler(Starter starter, TaskTools tools, Admission admission) {
        this.starter = starter;
        this.tools = tools;
        this.admission = admission;
    }

    @Override
    public @Nullable Void handle(TearDownNode request, CallContext context) {
        admission.requireRoomToClean();
        starter.start(request.nodeId(), context, this::checked);
        return null;
    }

    private StartRequest checked(Node node) {
        Admission.requireUnprotected(node);
        StateChange.move(node, ProvisionEvent.DELETE);
        var task = new ReadTask(tools, node);
        try {
            task.driver().power().validate(task);
        } catch (FaultException e) {
            throw new FaultException(
                    FaultCode.INSTANCE_DEPLOY_FAILURE, "Failed to tear down node " + node.uuid() + ": " + e.text(), e);
        }
        return StartRequest.of(OperationKind.TEAR_DOWN, ProvisionEvent.DELETE, node.withInternal(AgentMemory.URL, null))
                .with(Map.of(TearDownFlow.STATE, node.provisionState().word()))
                .superseding();
    }
}
