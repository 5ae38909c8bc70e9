package dev.fettle.conductor.step;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One virtual thread per operation, counted ({@code [conductor] workers_pool_size}). A part is kept for requests of people: work that agents
 * start may not use it.
 */
public final class Workers {
    private final int size;
    private final int reserved;
    private final Semaphore free;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    public Workers(int size, int reservedPercent) {
        this.size = size;
        this.reserved = Math.max(1, size * reservedPercent / 100);
        this.free = new Semaphore(size);
    }

    /** A place for one operation; give it to {@link #start} or back with {@link Place#giveBack}. */
    public final class Place {
        private boolean used;

        /** Without effect once the place was used or given back. */
        public void giveBack() {
            if (!used) {
                used = true;
                free.release();
            }
        }

        /** Runs the work on a thread of its own; the place is given back when it ends. */
        public void start(String name, Runnable work) {
            used = true;
            Thread.ofVirtual().name(name).start(() -> {
                running.add(Thread.currentThread());
                try {
                    work.run();
                } finally {
                    running.remove(Thread.currentThread());
                    free.release();
                }
            });
        }
    }

    /** @throws FaultException {@code NO_FREE_CONDUCTOR_WORKER} when all are at work */
    public Place take() {
        if (!free.tryAcquire()) {
            throw busy();
        }
        return new Place();
    }

    /** The same for work that may not use the reserved part. */
    public Place takeUnreserved() {
        if (free.availablePermits() <= reserved || !free.tryAcquire()) {
            throw busy();
        }
        return new Place();
    }

    /** Waits until nothing runs; false when something still does after that time. */
    public boolean drained(Duration atMost) throws InterruptedException {
        if (!free.tryAcquire(size, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        free.release(size);
        return true;
    }

    /** Tells what runs to stop at its next look at the lock; its operations stay as they are, for others to go on with. */
    public void interrupt() {
        running.forEach(Thread::interrupt);
    }

    private FaultException busy() {
        return new FaultException(
                        FaultCode.NO_FREE_CONDUCTOR_WORKER,
                        "Requested action cannot be performed due to lack of free conductor workers (" + size
                                + " at work). Retry later or raise [conductor] workers_pool_size.")
                .withDetails(java.util.Map.of("retry_after", "5"));
    }
}
