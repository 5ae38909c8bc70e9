package dev.fettle.tools.sim.web;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** The one place of the simulator that sleeps. To be used on virtual threads, where it costs nothing. */
public final class Pause {
    private Pause() {}

    public static void of(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            Thread.sleep(time);
        }
    }

    /** Until the thread is interrupted: what hangs, hangs until the power is cut. */
    public static void untilInterrupted() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
