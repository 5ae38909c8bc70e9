package dev.fettle.conductor.clean;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import java.util.Map;

/** Boots the agent, where cleaning needs one, and waits for its first heartbeat. */
final class PrepareCleaningStep implements ConductorStep {

    @Override
    public String name() {
        return "prepare_cleaning";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        return task.driver().deploy().prepareCleaning(task);
    }
}
