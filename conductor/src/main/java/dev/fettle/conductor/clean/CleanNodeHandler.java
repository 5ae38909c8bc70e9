package dev.fettle.conductor.clean;

import dev.fettle.conductor.step.Admission;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.StepPlan;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.step.StepKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.CleanNode;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Starts manual cleaning; {@link CleanFlow} says how. */
public final class CleanNodeHandler implements RpcHandler<CleanNode, Void> {
    private final Starter starter;
    private final TaskTools tools;
    private final Admission admission;

    public CleanNodeHandler(Starter starter, TaskTools tools, Admission admission) {
        this.starter = starter;
        this.tools = tools;
        this.admission = admission;
    }

    @Override
    public @Nullable Void handle(CleanNode request, CallContext context) {
        admission.requireRoomToClean();
        starter.start(request.nodeId(), context, node -> checked(node, request));
        return null;
    }

    private StartRequest checked(Node node, CleanNode request) {
        Admission.requireNoMaintenance(node);
        StateChange.move(node, ProvisionEvent.CLEAN);
        var task = new ReadTask(tools, node);
        task.driver().power().validate(task);
        task.driver().network().validate(task);
        StepPlan.requireAcceptable(
                task,
                StepKind.CLEAN,
                StepPlan.requested(request.cleanSteps()),
                Boolean.TRUE.equals(request.disableRamdisk()));
        var args = new LinkedHashMap<String, Object>();
        args.put("clean_steps", request.cleanSteps());
        if (request.disableRamdisk() != null) {
            args.put("disable_ramdisk", request.disableRamdisk());
        }
        return StartRequest.of(OperationKind.MANUAL_CLEAN, ProvisionEvent.CLEAN, node)
                .aimingAt(ProvisionState.MANAGEABLE)
                .with(args);
    }
}
