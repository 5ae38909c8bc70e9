package dev.fettle.conductor.step;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many more nodes may be at the same kind of work. The nodes are counted in the database now and then only; in between each that is let in is
 * added and none that left is taken off, so that what this process knows is never too low by its own doing. Thread-safe.
 */
final class Room {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier count;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean counted;
    private long countedAt;
    private long known;

    /** @param count asks the database; may block and fail */
    Room(LongSupplier count, LongSupplier nanoTime) {
        this.count = count;
        this.nanoTime = nanoTime;
    }

    /** Lets one in, or returns false; refuses only after a count made for it. */
    boolean enter(int most) {
        lock.lock();
        try {
            if (known >= most || !counted || nanoTime.getAsLong() - countedAt >= FRESH_NANOS) {
                countedAt = nanoTime.getAsLong();
                known = count.getAsLong();
                counted = true;
            }
            if (known >= most) {
                return false;
            }
            known++;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
