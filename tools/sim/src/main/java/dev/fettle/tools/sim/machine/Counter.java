package dev.fettle.tools.sim.machine;

import java.util.Locale;

/** What is counted per machine, so that a test can prove what happened, and that it happened once. */
public enum Counter {
    POWER_ONS,
    POWER_OFFS,
    /** Restarts, from outside or by the agent, of a machine that was on. */
    RESETS,
    /** Requests to switch on what was on, or off what was off. */
    REDUNDANT_POWER_REQUESTS,
    MEDIA_INSERTS,
    MEDIA_EJECTS,
    BOOT_DEVICE_CHANGES,
    AGENT_BOOTS,
    INSTANCE_BOOTS,
    LOOKUPS,
    HEARTBEATS_SENT,
    HEARTBEATS_ACCEPTED,
    /** Kept back by the fault of that name. */
    HEARTBEATS_LOST,
    INSPECTIONS_SENT,
    COMMANDS_STARTED,
    COMMANDS_REFUSED_BUSY,
    COMMANDS_REFUSED_TOKEN,
    IMAGES_WRITTEN,
    BOOTLOADERS_INSTALLED,
    /** The same step with the same arguments, again within one boot of the agent, though it had succeeded. */
    DUPLICATED_STEPS;

    /** The name in JSON: {@code power_ons}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
