package dev.fettle.conductor.periodic;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs loops: each on a virtual thread of its own, never twice at the same time, and a failed run does not end the loop. */
public final class Periodic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("periodic").daemon().factory());

    /** @param interval between starts; zero switches the loop off */
    public void every(Duration interval, String name, Runnable work) {
        if (interval.isZero()) {
            return;
        }
        var busy = new AtomicBoolean();
        var _ = timer.scheduleAtFixedRate(
                () -> {
                    if (busy.compareAndSet(false, true)) {
                        Thread.ofVirtual().name(name).start(() -> guarded(name, work, busy));
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Starts no more runs; those at work end by themselves. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static void guarded(String name, Runnable work, AtomicBoolean busy) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed, next run as planned: {}", name, e.toString());
        } finally {
            busy.set(false);
        }
    }
}
