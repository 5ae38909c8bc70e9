package dev.fettle.conductor.rescue;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.GivenUp;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.StepFailure;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.Fault;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import java.util.Map;

/** active → rescue: boots a system by which the tenant can mend the own one. */
public final class RescueFlow {
    private static final String ABORT_FAULT = "rescue abort failure";

    private RescueFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.RESCUE)
                .step(new BootRescueSystemStep())
                .step(new HandOverStep())
                .ends(
                        task -> Flow.Ending.of(ProvisionEvent.DONE, RescuePassword.removed(task.node())),
                        RescueFlow::failed);
    }

    /** Behind a rescue that was aborted while it waited. */
    public static GivenUp givenUp() {
        return new GivenUp() {
            @Override
            public void cleanUp(OperationTask task) {
                task.save(RescuePassword::removed);
                task.driver().rescue().cleanUp(task);
            }

            @Override
            public Node afterwards(Node node) {
                return withoutAgentAddress(RescuePassword.removed(node));
            }

            @Override
            public Node uncleaned(Node node, String reason) {
                return StepFailure.blocked(node, ABORT_FAULT, reason);
            }
        };
    }

    private static Flow.Ending failed(OperationTask task, Fault fault) {
        task.change(node -> withoutAgentAddress(RescuePassword.removed(node)));
        if (!task.node().powerOffDisabled()) {
            NodePower.off(task);
        }
        task.driver().rescue().cleanUp(task);
        return Flow.Ending.of(ProvisionEvent.FAIL, task.node());
    }

    private static Node withoutAgentAddress(Node node) {
        return node.withInternal(AgentMemory.URL, null);
    }

    /** Hands over to the node's rescue interface, and waits for the call of the agent in the system that it boots. */
    private static final class BootRescueSystemStep implements ConductorStep {

        @Override
        public String name() {
            return "boot_rescue_system";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            return task.driver().rescue().rescue(task);
        }
    }

    /** The machine gets the password and goes to the tenant's networks. */
    private static final class HandOverStep implements ConductorStep {

        @Override
        public String name() {
            return "hand_over";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            task.driver().rescue().finish(task);
            return StepOutcome.done();
        }
    }
}
