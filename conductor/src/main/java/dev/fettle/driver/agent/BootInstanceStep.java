package dev.fettle.driver.agent;

import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.step.StepSpec;
import java.util.Map;

/**
 * Powers the instance on, once. The mark that is saved before says so to whoever goes on after a crash: a machine with the mark that is on has
 * been booted and stays untouched.
 */
final class BootInstanceStep implements Step {

    @Override
    public StepSpec spec() {
        return DeploySteps.BOOT_INSTANCE;
    }

    @Override
    public Resume resume() {
        return Resume.RUN_AGAIN;
    }

    @Override
    public StepOutcome run(NodeTask task, Map<String, Object> args) {
        var isOn = NodePower.read(task) == PowerState.ON;
        if (isOn && task.node().powerOffDisabled()) {
            mark(task);
            NodePower.restart(
                    task); // cannot be told from no restart: rather one too many than a machine that stays locked down
            return StepOutcome.done();
        }
        if (isOn && !isMarked(task)) {
            NodePower.off(task); // still in the ramdisk, because its tear-down was left out
        }
        mark(task);
        NodePower.on(task);
        return StepOutcome.done();
    }

    private static boolean isMarked(NodeTask task) {
        return task.node().internalText(AgentBoot.INSTANCE_BOOT) != null;
    }

    private static void mark(NodeTask task) {
        if (!isMarked(task)) {
            task.save(node -> node.withInternal(AgentBoot.INSTANCE_BOOT, NodePower.stamp(task)));
        }
    }
}
