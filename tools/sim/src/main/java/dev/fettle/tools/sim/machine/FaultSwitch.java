package dev.fettle.tools.sim.machine;

/** The faults of one machine, with those that are used up. Thread-safe. */
public final class FaultSwitch {
    private Faults faults = Faults.NONE;
    private int bmcErrorsLeft;
    private boolean expireSessions;

    public synchronized Faults current() {
        return faults;
    }

    public synchronized void set(Faults wanted) {
        faults = wanted;
        bmcErrorsLeft = wanted.bmcErrors();
        expireSessions = wanted.expireSessions();
    }

    /** True once after {@link Faults#expireSessions()} was set. */
    public synchronized boolean takeSessionExpiry() {
        boolean due = expireSessions;
        expireSessions = false;
        return due;
    }

    /** Counts down {@link Faults#bmcErrors()}; true when this request must fail. */
    public synchronized boolean takeBmcError() {
        if (bmcErrorsLeft > 0) {
            bmcErrorsLeft--;
            return true;
        }
        return bmcErrorsLeft < 0;
    }
}
