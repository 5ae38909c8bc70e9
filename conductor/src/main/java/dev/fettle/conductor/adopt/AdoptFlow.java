package dev.fettle.conductor.adopt;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import java.util.Map;

/** manageable → active: takes on a machine that somebody else put an instance on. Its power and boot order are left alone. */
public final class AdoptFlow {
    private AdoptFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.ADOPT)
                .step(new TakeOverInstanceStep())
                .ends(
                        task -> Flow.Ending.of(ProvisionEvent.DONE, task.node()),
                        (task, _) ->
                                Flow.Ending.of(ProvisionEvent.FAIL, task.node().with(NodeFields.POWER_STATE, null)));
    }

    /** Makes what the service keeps for an instance; the deploy interface knows from the state that the instance is there. */
    private static final class TakeOverInstanceStep implements ConductorStep {

        @Override
        public String name() {
            return "take_over_instance";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            task.driver().deploy().prepare(task);
            return StepOutcome.done();
        }
    }
}
