package dev.fettle.driver.spi;

import dev.fettle.config.ConductorOptions;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Power changes within a deploy or a cleaning: asks first, acts only when needed, and keeps the node's record in step
 * ({@code contract/conductor.md} section 7). Safe to run again.
 */
public final class NodePower {
    /** When an agent was last booted on purpose; goes with every power off. */
    public static final String BOOT_ATTEMPTED = "agent_start_attempted";

    private NodePower() {}

    public static PowerState read(NodeTask task) {
        return task.driver().power().read(task);
    }

    /** Off when this returns; what is known of an agent is forgotten, as none can be running. */
    public static void off(NodeTask task) {
        if (read(task) != PowerState.OFF) {
            change(task, PowerTarget.OFF);
        }
        task.save(node -> forgetAgent(node).with(NodeFields.POWER_STATE, PowerState.OFF.word()));
    }

    public static void on(NodeTask task) {
        if (read(task) != PowerState.ON) {
            change(task, PowerTarget.ON);
        }
        task.save(node -> node.with(NodeFields.POWER_STATE, PowerState.ON.word()));
    }

    /** Not idempotent: the machine starts anew each time. Only for machines that must not be powered off; else {@link #off}, {@link #on}. */
    public static void restart(NodeTask task) {
        change(task, PowerTarget.REBOOT);
        task.save(node -> node.with(NodeFields.POWER_STATE, PowerState.ON.word()));
    }

    /** The node without what belongs to an agent that is gone ({@code contract/agent.md} section 2, life of token and URL). */
    public static Node forgetAgent(Node node) {
        var without = node.withInternal("agent_url", null)
                .withInternal("agent_verify_ca", null)
                .withInternal("agent_cached_clean_steps", null)
                .withInternal("agent_cached_deploy_steps", null)
                .withInternal(BOOT_ATTEMPTED, null);
        var keepsToken = Boolean.TRUE.equals(node.internalInfo().get("agent_secret_token_pregenerated"));
        return keepsToken ? without : without.withInternal("agent_secret_token", null);
    }

    /** Time stamp as kept in {@code driver_internal_info}: ISO, UTC, no zone. */
    public static String stamp(NodeTask task) {
        return LocalDateTime.ofInstant(task.clock().instant(), ZoneOffset.UTC).toString();
    }

    private static void change(NodeTask task, PowerTarget target) {
        task.ensureLockHeld();
        task.save(node -> node.withInternal("last_power_state_change", stamp(task)));
        task.driver().power().set(task, target, task.config().get(ConductorOptions.POWER_STATE_CHANGE_TIMEOUT));
    }
}
