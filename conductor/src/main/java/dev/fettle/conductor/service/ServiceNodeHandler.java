package dev.fettle.conductor.service;

import dev.fettle.conductor.step.Admission;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.StepPlan;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.step.StepKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.ServiceNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts servicing; one that is on hold is given up for it. {@link ServiceFlow} says how. */
public final class ServiceNodeHandler implements RpcHandler<ServiceNode, Void> {
    private final Starter starter;
    private final TaskTools tools;

    public ServiceNodeHandler(Starter starter, TaskTools tools) {
        this.starter = starter;
        this.tools = tools;
    }

    @Override
    public @Nullable Void handle(ServiceNode request, CallContext context) {
        starter.start(request.nodeId(), context, node -> checked(node, request));
        return null;
    }

    private StartRequest checked(Node node, ServiceNode request) {
        Admission.requireNoMaintenance(node);
        StateChange.move(node, ProvisionEvent.SERVICE);
        if (request.serviceSteps().isEmpty()) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE, "Servicing needs service_steps with at least one step.");
        }
        var withoutRamdisk = Boolean.TRUE.equals(request.disableRamdisk());
        var task = new ReadTask(tools, node);
        task.driver().power().validate(task);
        task.driver().network().validate(task);
        StepPlan.requireAcceptable(task, StepKind.SERVICE, StepPlan.requested(request.serviceSteps()), withoutRamdisk);
        return StartRequest.of(OperationKind.SERVICE, ProvisionEvent.SERVICE, node)
                .with(Map.of(
                        RequestedService.STEPS,
                        request.serviceSteps(),
                        RequestedService.WITHOUT_RAMDISK,
                        withoutRamdisk))
                .superseding();
    }
}
