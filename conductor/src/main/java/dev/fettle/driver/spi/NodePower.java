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
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Power changes and what they do to the node's data ({@code contract/conductor.md} section 7): asks first, acts only when needed, and keeps the
 * node's record in step. On and off may be run again; a reboot starts the machine anew each time.
 */
public final class NodePower {
    /** When an agent was last booted on purpose; goes with every power off. */
    public static final String BOOT_ATTEMPTED = AgentMemory.BOOT_ATTEMPTED;

    private NodePower() {}

    public static PowerState read(NodeTask task) {
        return task.driver().power().read(task);
    }

    /** Off when this returns; what is known of an agent is forgotten, as none can be running. */
    public static void off(NodeTask task) {
        change(task, PowerTarget.OFF, defaultTimeout(task.config(), PowerTarget.OFF));
    }

    public static void on(NodeTask task) {
        change(task, PowerTarget.ON, defaultTimeout(task.config(), PowerTarget.ON));
    }

    /**
     * The machine starts anew each time; what is known of its agent stays, the caller knows what to forget. Only for machines that must not be powered
     * off; else {@link #off}, {@link #on}.
     */
    public static void restart(NodeTask task) {
        set(task, PowerTarget.REBOOT, defaultTimeout(task.config(), PowerTarget.REBOOT));
        task.save(node -> node.with(NodeFields.POWER_STATE, PowerState.ON.word()));
    }

    /**
     * Brings the machine to the target, unless it is there, and notes it on the node. Blocks.
     *
     * @throws FaultException {@code POWER_STATE_FAILURE} when switching off is forbidden or the state is not reached in time
     */
    public static void change(NodeTask task, PowerTarget target, Duration timeout) {
        if (target.reaches() == PowerState.OFF && task.node().powerOffDisabled()) {
            throw powerOffDisabled(task.node());
        }
        if (target != PowerTarget.ON) {
            task.save(AgentMemory::poweredDown);
        }
        if (!isThere(task, target)) {
            set(task, target, timeout);
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

    /** Time stamp as kept in {@code driver_internal_info}: ISO, UTC, no zone. */
    public static String stamp(NodeTask task) {
        return LocalDateTime.ofInstant(task.clock().instant(), ZoneOffset.UTC).toString();
    }

    private static void set(NodeTask task, PowerTarget target, Duration timeout) {
        task.save(node -> node.withInternal("last_power_state_change", stamp(task)));
        task.ensureLockHeld();
        task.driver().power().set(task, target, timeout);
    }

    private static boolean isThere(NodeTask task, PowerTarget target) {
        return switch (target) {
            case ON, OFF, SOFT_OFF -> read(task) == target.reaches();
            case REBOOT, SOFT_REBOOT -> false;
        };
    }
}
