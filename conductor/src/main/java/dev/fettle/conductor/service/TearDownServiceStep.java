package dev.fettle.conductor.service;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import java.util.Map;

/** Switches the agent off and boots the instance again. */
final class TearDownServiceStep implements ConductorStep {
    static final String NAME = "tear_down_service";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        task.driver().deploy().tearDownService(task);
        return StepOutcome.done();
    }
}
