package dev.fettle.tools.launcher;

import dev.fettle.tools.launcher.start.StartFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what was started, the last first, within one time limit for all. A stop that comes in the middle of the start waits for what is just
 * being started, so that nothing is left behind. Thread-safe.
 */
final class Endings {
    private static final Logger LOG = LoggerFactory.getLogger(Endings.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean stopping;

    /** @throws StartFailure when the stop has begun; the thing is stopped then */
    void add(String name, Ending ending) {
        synchronized (this) {
            entries.push(new Entry(name, ending));
            if (!stopping) {
                return;
            }
        }
        throw new StartFailure("stopped while starting");
    }

    /** Nothing more will be added. */
    void complete() {
        started.countDown();
    }

    /** Idempotent: who comes second waits for the first. */
    void stop(Duration atMost) {
        synchronized (this) {
            if (stopping) {
                await(stopped, atMost);
                return;
            }
            stopping = true;
        }
        var deadline = System.nanoTime() + atMost.toNanos();
        await(started, START_LIMIT);
        for (var entry = next(); entry != null; entry = next()) {
            end(entry, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        stopped.countDown();
    }

    private synchronized @Nullable Entry next() {
        return entries.poll();
    }

    /** One that fails must not keep the others from being stopped. */
    private static void end(Entry entry, Duration atMost) {
        var begin = System.nanoTime();
        try {
            entry.ending().end(atMost);
            LOG.debug("stopped {} in {} ms", entry.name(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (RuntimeException e) {
            LOG.error("could not stop {} cleanly", entry.name(), e);
        }
    }

    private static void await(CountDownLatch latch, Duration atMost) {
        try {
            if (!latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the start does not end; stopping what is there");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private record Entry(String name, Ending ending) {}
}
