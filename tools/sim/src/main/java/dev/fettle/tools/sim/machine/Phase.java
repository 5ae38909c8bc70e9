package dev.fettle.tools.sim.machine;

/** What a machine is doing. */
public enum Phase {
    OFF,
    /** On, the firmware or the ramdisk's kernel runs. */
    BOOTING,
    /** The agent looked itself up and serves commands. */
    AGENT,
    /** The agent runs but has stopped serving: after lockdown, a rescue, or a fatal lookup. */
    AGENT_STOPPED,
    /** The image on the disk runs. */
    INSTANCE,
    /** Nothing bootable was found, or the ramdisk never came up. */
    STUCK
}
