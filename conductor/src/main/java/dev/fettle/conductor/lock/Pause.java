package dev.fettle.conductor.lock;

import java.time.Duration;

/** Lets a thread wait. A test makes time pass by itself. */
@FunctionalInterface
public interface Pause {

    /** Waits; returns early with the thread's interrupt flag set when interrupted. */
    void sleep(Duration duration);

    /** Real time. The only place of this module that sleeps. */
    static Pause real() {
        return duration -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
