package dev.fettle.transport.rabbit;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts work later, each piece on a virtual thread, so that none can hold up another. */
final class RabbitTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RabbitTimer.class);

    private final ScheduledThreadPoolExecutor executor;

    RabbitTimer() {
        executor = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("rabbit-timer").factory(),
                (_, _) -> LOG.debug("closed: nothing is started any more"));
        executor.setRemoveOnCancelPolicy(true);
    }

    void after(Duration delay, Runnable work) {
        var _ = executor.schedule(() -> start(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** @return stops it */
    Runnable every(Duration interval, Runnable work) {
        var future = executor.scheduleWithFixedDelay(
                () -> start(work), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static void start(Runnable work) {
        Thread.startVirtualThread(work);
    }
}
