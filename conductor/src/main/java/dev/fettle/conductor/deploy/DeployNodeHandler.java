package dev.fettle.conductor.deploy;

import dev.fettle.conductor.step.Admission;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.config.ConductorOptions;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.DeployNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that an instance could be put onto the node and starts doing so; {@link DeployFlow} says how. */
public final class DeployNodeHandler implements RpcHandler<DeployNode, Void> {
    private final Starter starter;
    private final TaskTools tools;
    private final Admission admission;
    private final InstanceTraits traits;

    public DeployNodeHandler(Starter starter, TaskTools tools, Admission admission, InstanceTraits traits) {
        this.starter = starter;
        this.tools = tools;
        this.admission = admission;
        this.traits = traits;
    }

    @Override
    public @Nullable Void handle(DeployNode request, CallContext context) {
        admission.requireRoomToDeploy();
        starter.start(request.nodeId(), context, node -> checked(node, request));
        return null;
    }

    private StartRequest checked(Node node, DeployNode request) {
        Admission.requireNoMaintenance(node);
        if (request.rebuild()) {
            Admission.requireUnprotected(node);
        }
        var event = request.rebuild() ? ProvisionEvent.REBUILD : ProvisionEvent.DEPLOY;
        StateChange.move(node, event);
        var task = new ReadTask(tools, withConfigDrive(node, request.configdrive()));
        requireValid(task);
        var steps = traits.steps(task, request.deploySteps());
        return StartRequest.of(
                        request.rebuild() ? OperationKind.REBUILD : OperationKind.DEPLOY, event, withLessee(node))
                .with(args(request, steps));
    }

    private static void requireValid(ReadTask task) {
        try {
            task.driver().power().validate(task);
            task.driver().boot().validate(task);
            task.driver().network().validate(task);
            task.driver().deploy().validate(task);
        } catch (FaultException e) {
            throw new FaultException(
                            FaultCode.INSTANCE_DEPLOY_FAILURE,
                            "Cannot deploy node " + task.node().uuid() + ": " + e.text(),
                            e)
                    .withStatus(e.status());
        }
    }

    private static Node withConfigDrive(Node node, @Nullable Object configdrive) {
        if (configdrive == null) {
            return node;
        }
        var info = new LinkedHashMap<>(node.instanceInfo());
        info.put("configdrive", configdrive);
        return node.with(NodeFields.INSTANCE_INFO, info);
    }

    /** {@code [conductor] automatic_lessee_source}: who gets the instance may see the node. */
    private Node withLessee(Node node) {
        return node.get(NodeFields.LESSEE) == null
                        && tools.config()
                                .get(ConductorOptions.AUTOMATIC_LESSEE_SOURCE)
                                .equals("instance")
                        && node.instanceInfo().get("project_id") instanceof String project
                        && !project.isBlank()
                ? node.with(NodeFields.LESSEE, project).withInternal("automatic_lessee", true)
                : node;
    }

    private static Map<String, Object> args(DeployNode request, @Nullable List<Map<String, Object>> steps) {
        var args = new LinkedHashMap<String, Object>();
        if (request.configdrive() != null) {
            args.put("configdrive", request.configdrive());
        }
        if (steps != null) {
            args.put("deploy_steps", steps);
        }
        return args;
    }
}
