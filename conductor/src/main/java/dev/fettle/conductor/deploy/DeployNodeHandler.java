package dev.fettle.conductor.deploy;

import dev.fettle.conductor.step.Admission;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.StepPlan;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.config.ConductorOptions;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.step.StepKind;
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

    public DeployNodeHandler(Starter starter, TaskTools tools, Admission admission) {
        this.starter = starter;
        this.tools = tools;
        this.admission = admission;
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
        requireTraits(node);
        requireKnownSteps(task, request.deploySteps());
        return StartRequest.of(
                        request.rebuild() ? OperationKind.REBUILD : OperationKind.DEPLOY, event, withLessee(node))
                .with(args(request));
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

    @SuppressWarnings("unchecked")
    private static void requireTraits(Node node) {
        if (node.instanceInfo().get("traits") instanceof List<?> wanted
                && !node.traits().containsAll((List<String>) wanted)) {
            throw new FaultException(
                            FaultCode.INSTANCE_DEPLOY_FAILURE,
                            "Cannot deploy node " + node.uuid()
                                    + ": instance_info.traits names traits that the node does not have."
                                    + " Give the node the traits or choose another one.")
                    .withStatus(400);
        }
    }

    /** Steps of the agent are not known before it is up: only steps of interfaces without an agent can be refused here. */
    private static void requireKnownSteps(ReadTask task, @Nullable List<Map<String, Object>> rows) {
        if (rows != null) {
            StepPlan.requireAcceptable(task, StepKind.DEPLOY, StepPlan.requested(rows), false);
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

    private static Map<String, Object> args(DeployNode request) {
        var args = new LinkedHashMap<String, Object>();
        if (request.configdrive() != null) {
            args.put("configdrive", request.configdrive());
        }
        if (request.deploySteps() != null) {
            args.put("deploy_steps", request.deploySteps());
        }
        return args;
    }
}
