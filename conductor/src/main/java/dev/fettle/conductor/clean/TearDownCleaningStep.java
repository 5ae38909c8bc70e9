package dev.fettle.conductor.clean;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import java.util.Map;

/** Switches the agent off and takes the machine from the cleaning network. */
final class TearDownCleaningStep implements ConductorStep {
    static final String NAME = "tear_down_cleaning";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        task.driver().deploy().tearDownCleaning(task);
        return StepOutcome.done();
    }
}
