package dev.fettle.conductor.verify;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.node.NodeFields;
import java.util.Map;

/** Checks the power settings and asks the machine for its power state. */
final class VerifyPowerStep implements ConductorStep {

    @Override
    public String name() {
        return "verify_power";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var power = task.driver().power();
        power.validate(task);
        var state = power.read(task);
        task.change(node -> node.with(NodeFields.POWER_STATE, state.word()));
        return StepOutcome.done();
    }
}
