package dev.fettle.conductor.power;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.Duration;
import java.util.Map;

/**
 * Changes the power by the node's power interface. A reboot that a crash cut in two is finished as "on" once the first half was written
 * down: the machine is not switched off twice.
 */
final class SetPowerStep implements ConductorStep {
    private static final String REBOOTED = "power_reboot_sent";

    @Override
    public String name() {
        return "set_power";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var asked = task.operation().args();
        var target = PowerTarget.find(String.valueOf(asked.get("target"))).orElseThrow();
        var timeout = asked.get("timeout") instanceof Number seconds
                ? Duration.ofSeconds(seconds.longValue())
                : NodePower.defaultTimeout(task.config(), target);
        NodePower.change(task, once(task, target), timeout);
        task.change(node -> node.withInternal(REBOOTED, null));
        return StepOutcome.done();
    }

    /** A reboot is noted before it is sent; when the note is of this operation already, only "on" is left to do. */
    private static PowerTarget once(OperationTask task, PowerTarget target) {
        if (target.reaches() != PowerState.ON || target == PowerTarget.ON) {
            return target;
        }
        var mark = task.operation().uuid().toString();
        if (mark.equals(task.node().internalText(REBOOTED))) {
            return PowerTarget.ON;
        }
        task.save(node -> node.withInternal(REBOOTED, mark));
        return target;
    }
}
