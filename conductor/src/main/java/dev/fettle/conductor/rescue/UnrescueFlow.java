package dev.fettle.conductor.rescue;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import java.util.Map;

/** rescue → active: boots the tenant's own system again. */
public final class UnrescueFlow {
    private UnrescueFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.UNRESCUE)
                .step(new UnrescueStep())
                .ends(
                        task -> Flow.Ending.of(ProvisionEvent.DONE, AgentMemory.forgotten(task.node())),
                        (task, _) -> Flow.Ending.of(ProvisionEvent.FAIL, task.node()));
    }

    /** Hands over to the node's rescue interface. */
    private static final class UnrescueStep implements ConductorStep {

        @Override
        public String name() {
            return "unrescue";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            task.driver().rescue().unrescue(task);
            return StepOutcome.done();
        }
    }
}
