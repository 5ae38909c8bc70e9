package dev.fettle.conductor.deploy;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import java.util.Map;

/** Power, networks and boot files, as the node's deploy interface wants them before the first step. */
final class PrepareDeployStep implements ConductorStep {

    @Override
    public String name() {
        return "prepare_deploy";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        task.driver().deploy().prepare(task);
        return StepOutcome.done();
    }
}
