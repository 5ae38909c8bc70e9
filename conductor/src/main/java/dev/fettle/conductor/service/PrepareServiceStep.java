package dev.fettle.conductor.service;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import java.util.Map;

/** Boots the agent and waits for its first heartbeat. */
final class PrepareServiceStep implements ConductorStep {

    @Override
    public String name() {
        return "prepare_service";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        return task.driver().deploy().prepareService(task);
    }
}
