package dev.fettle.tools.launcher.start;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that tells nobody when it happens. The only place of this module that parks a thread. */
public final class Await {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);

    private Await() {}

    /** Looks every few milliseconds; false when it did not come true in time or the thread was interrupted. */
    public static boolean until(Duration atMost, BooleanSupplier condition) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(STEP);
        }
        return true;
    }
}
