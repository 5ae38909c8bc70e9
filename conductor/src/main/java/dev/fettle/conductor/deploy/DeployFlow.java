package dev.fettle.conductor.deploy;

import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.GivenUp;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.DeployOptions;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.model.Fault;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.power.PowerTarget;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.step.StepKind;
import java.util.Map;

/** available → active: puts an instance onto a machine. A rebuild goes the same way from active. */
public final class DeployFlow {
    private DeployFlow() {}

    public static Flow deploy() {
        return flow(OperationKind.DEPLOY);
    }

    public static Flow rebuild() {
        return flow(OperationKind.REBUILD);
    }

    private static Flow flow(OperationKind kind) {
        return Flow.on(kind)
                .stepsOf(StepKind.DEPLOY)
                .step(new BeginDeployStep())
                .step(new PrepareDeployStep())
                .step(new PlanDeployStep())
                .later(new RefreshDeployStepsStep())
                .ends(
                        task -> Flow.Ending.of(ProvisionEvent.DONE, AgentMemory.forgotten(task.node())),
                        DeployFlow::failed);
    }

    /** Behind a deploy that was aborted while it waited; the disk is left as it is. */
    public static GivenUp givenUp() {
        return new GivenUp() {
            @Override
            public void cleanUp(OperationTask task) {
                leave(task);
            }

            @Override
            public Node afterwards(Node node) {
                return AgentMemory.forgotten(node).with(NodeFields.DEPLOY_STEP, Map.of());
            }
        };
    }

    private static Flow.Ending failed(OperationTask task, Fault fault) {
        leave(task);
        return Flow.Ending.of(ProvisionEvent.FAIL, AgentMemory.forgotten(task.node()));
    }

    private static void leave(OperationTask task) {
        task.driver().deploy().cleanUp(task);
        if (task.config().get(DeployOptions.POWER_OFF_AFTER_DEPLOY_FAILURE)
                && !task.node().powerOffDisabled()) {
            NodePower.change(task, PowerTarget.OFF, task.config().get(ConductorOptions.POWER_STATE_CHANGE_TIMEOUT));
        }
    }
}
