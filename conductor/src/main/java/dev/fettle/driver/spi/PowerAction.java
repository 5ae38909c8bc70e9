package dev.fettle.driver.spi;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.Duration;

/** One change of power and what it does to the node's data ({@code contract/conductor.md} section 7). */
public final class PowerAction {
    private PowerAction() {}

    /**
     * Brings the machine to the target, unless it is there, and notes it on the node. Blocks.
     *
     * @throws FaultException {@code POWER_STATE_FAILURE} when switching off is forbidden or the state is not reached in time
     */
    public static void apply(NodeTask task, PowerTarget target, Duration timeout) {
        if (target.reaches() == PowerState.OFF && task.node().powerOffDisabled()) {
            throw powerOffDisabled(task.node());
        }
        if (target != PowerTarget.ON) {
            task.save(node -> AgentMemory.poweredDown(node)
                    .withInternal("last_power_state_change", task.clock().instant().toString()));
        }
        if (!isThere(task, target)) {
            task.ensureLockHeld();
            task.driver().power().set(task, target, timeout);
        }
        task.save(node -> node.with(NodeFields.POWER_STATE, target.reaches().word()));
    }

    public static Duration defaultTimeout(Configuration config, PowerTarget target) {
        return config.get(
                target.soft() ? ConductorOptions.SOFT_POWER_OFF_TIMEOUT : ConductorOptions.POWER_STATE_CHANGE_TIMEOUT);
    }

    public static FaultException powerOffDisabled(Node node) {
        return new FaultException(
                FaultCode.POWER_STATE_FAILURE,
                "Failed to set node power state to power off: node " + node.uuid()
                        + " has disable_power_off set. Clear disable_power_off first, or reboot the node instead.");
    }

    private static boolean isThere(NodeTask task, PowerTarget target) {
        return switch (target) {
            case ON, OFF, SOFT_OFF -> task.driver().power().read(task) == target.reaches();
            case REBOOT, SOFT_REBOOT -> false;
        };
    }
}
