package dev.fettle.conductor.inspect;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.GivenUp;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import java.util.Map;

/** manageable → manageable: what does the machine consist of? */
public final class InspectFlow {
    private InspectFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.INSPECT)
                .step(new InspectStep())
                .ends(
                        task -> Flow.Ending.of(ProvisionEvent.DONE, task.node()),
                        (task, _) -> Flow.Ending.of(ProvisionEvent.FAIL, AgentMemory.forgotten(task.node())));
    }

    /** Behind an inspection that was aborted while it waited. */
    public static GivenUp givenUp() {
        return new GivenUp() {
            @Override
            public void cleanUp(OperationTask task) {
                task.driver().inspect().abort(task);
            }

            @Override
            public Node afterwards(Node node) {
                return AgentMemory.forgotten(node);
            }
        };
    }

    /** Hands over to the node's inspect interface. */
    private static final class InspectStep implements ConductorStep {

        @Override
        public String name() {
            return "inspect";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            var inspect = task.driver().inspect();
            inspect.validate(task);
            return inspect.inspect(task);
        }
    }
}
