package dev.fettle.driver.spi.bmc;

/**
 * Open after some failures in a row; then one try at a time is let through after a pause, and the first success closes it.
 * Times are nanoseconds of one monotonic clock. Thread-safe.
 */
final class CircuitBreaker {
    private final BmcLimits limits;
    private int failures;
    private boolean probing;
    private long blockedUntil;

    CircuitBreaker(BmcLimits limits) {
        this.limits = limits;
    }

    /** Nanoseconds for which there is no point in asking; 0 when there may be. Changes nothing. */
    synchronized long remaining(long now) {
        if (failures < limits.failures()) {
            return 0;
        }
        if (probing) {
            return limits.firstPause().toNanos();
        }
        return Math.max(0, blockedUntil - now);
    }

    /** As {@link #remaining}; and when that is 0 for a dead BMC, this caller is the one that tries it. */
    synchronized long tryPass(long now) {
        var wait = remaining(now);
        if (wait == 0 && failures >= limits.failures()) {
            probing = true;
        }
        return wait;
    }

    synchronized void succeeded() {
        failures = 0;
        probing = false;
    }

    synchronized void failed(long now) {
        failures++;
        probing = false;
        if (failures >= limits.failures()) {
            blockedUntil = now + pause();
        }
    }

    /** The try ended without a word about the BMC: let the next one try. */
    synchronized void unknown() {
        probing = false;
    }

    synchronized int failures() {
        return failures;
    }

    private long pause() {
        var doublings = Math.min(16, failures - limits.failures());
        return Math.min(limits.longestPause().toNanos(), limits.firstPause().toNanos() << doublings);
    }
}
