package dev.fettle.tools.sim.machine;

/** Told when a machine begins to boot and when it loses power. Called outside the machine's lock; must not block. */
public interface Firmware {
    /** @param boot number of this boot: everything that belongs to it ends when the machine's number has moved on */
    void boots(SimulatedMachine machine, BootSource source, long boot);

    void stops(SimulatedMachine machine);
}
