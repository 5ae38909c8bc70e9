package dev.fettle.conductor.service;

import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.GivenUp;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.RamdiskNeed;
import dev.fettle.conductor.step.StepFailure;
import dev.fettle.config.ConductorOptions;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.model.Fault;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.step.StepKind;
import java.util.Map;

/** active → active: runs the caller's steps, in the caller's order, on a machine that keeps its instance. */
public final class ServiceFlow {
    private static final String FAULT = "service failure";

    private ServiceFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.SERVICE)
                .stepsOf(StepKind.SERVICE)
                .step(new BeginServiceStep())
                .step(new PrepareServiceStep())
                .step(new PlanServiceStep())
                .later(new TearDownServiceStep())
                .ends(task -> Flow.Ending.of(ProvisionEvent.DONE, forgotten(task.node())), ServiceFlow::failed);
    }

    /** Behind a servicing that was aborted while it waited: the instance comes back. */
    public static GivenUp givenUp() {
        return new GivenUp() {
            @Override
            public void cleanUp(OperationTask task) {
                tearDown(task);
            }

            @Override
            public Node afterwards(Node node) {
                return forgotten(node).with(NodeFields.SERVICE_STEP, Map.of());
            }

            @Override
            public Node uncleaned(Node node, String reason) {
                return StepFailure.blocked(node, FAULT, reason);
            }
        };
    }

    private static Flow.Ending failed(OperationTask task, Fault fault) {
        StepFailure.block(task, NodeFields.SERVICE_STEP, FAULT, fault);
        tearDown(task);
        task.change(ServiceFlow::forgotten);
        if (task.config().get(ConductorOptions.POWEROFF_IN_SERVICEFAIL)
                && !task.node().powerOffDisabled()) {
            NodePower.off(task);
        }
        return Flow.Ending.of(ProvisionEvent.FAIL, task.node());
    }

    /** A machine that never left its instance is left alone. */
    private static void tearDown(OperationTask task) {
        if (!RamdiskNeed.isNone(task.node(), StepKind.SERVICE)) {
            task.driver().deploy().tearDownService(task);
        }
    }

    private static Node forgotten(Node node) {
        return RamdiskNeed.forgotten(AgentMemory.forgotten(node), StepKind.SERVICE);
    }
}
