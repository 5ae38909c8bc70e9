package dev.fettle.transport.dispatch;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests run at the same time in one server ({@code [DEFAULT]executor_thread_pool_size}). Each waits here on a virtual thread of
 * its own, so that the thread that takes messages from the broker never waits.
 */
public final class RequestSlots {
    private final String name;
    private final Semaphore slots;
    private final AtomicInteger inWork = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final AtomicBoolean closed = new AtomicBoolean();

    public RequestSlots(String name, int size) {
        this.name = name;
        this.slots = new Semaphore(size, true);
    }

    /** Runs the work on a new virtual thread once a slot is free; the refusal instead when the server stopped before. */
    public void submit(Runnable work, Runnable refused) {
        inWork.incrementAndGet();
        Thread.ofVirtual().name(name).start(() -> {
            try {
                runInSlot(work, refused);
            } finally {
                finished();
            }
        });
    }

    /** Refuses what has not begun and waits for the rest; false when that took too long. */
    public boolean drain(Duration atMost) {
        if (closed.compareAndSet(false, true)) {
            slots.release(Integer.MAX_VALUE / 2); // those who wait see that it is closed
        }
        lock.lock();
        try {
            var left = atMost.toNanos();
            while (inWork.get() > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            return inWork.get() == 0;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void runInSlot(Runnable work, Runnable refused) {
        slots.acquireUninterruptibly();
        try {
            if (closed.get()) {
                refused.run();
            } else {
                work.run();
            }
        } finally {
            slots.release();
        }
    }

    private void finished() {
        if (inWork.decrementAndGet() == 0) {
            lock.lock();
            try {
                idle.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
