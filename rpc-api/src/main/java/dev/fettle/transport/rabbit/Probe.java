package dev.fettle.transport.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message to an own queue every few seconds and sees it come back. A consumer can go deaf while its connection looks well: the queue
 * expired, or its binding is gone. Then everything is built anew.
 */
final class Probe {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final String HEADER = "fettle-probe";
    private static final int MISSES = 3;

    private final String exchange;
    private final String queue;
    private final Duration interval;
    private final Consumer<String> broken;
    private final Runnable stopTicking;
    private final AtomicLong lastSeen = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Channel channel;

    /**
     * @param exchange empty for the default one
     * @param broken told when nothing comes back
     */
    Probe(String exchange, String queue, Duration interval, RabbitTimer timer, Consumer<String> broken) {
        this.exchange = exchange;
        this.queue = queue;
        this.interval = interval;
        this.broken = broken;
        this.stopTicking = timer.every(interval, this::tick);
    }

    String queue() {
        return queue;
    }

    void opened(Connection connection) throws IOException {
        var fresh = connection.createChannel();
        fresh.addReturnListener((_, _, _, _, _, _) ->
                Thread.startVirtualThread(() -> broken.accept("a probe found no way to " + queue)));
        lock.lock();
        try {
            channel = fresh;
            lastSeen.set(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    void lost() {
        lock.lock();
        try {
            channel = null;
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        stopTicking.run();
    }

    /** Whether a message was ours; notes that it came back. */
    boolean isProbe(BasicProperties properties) {
        var ours = properties.getHeaders() != null && properties.getHeaders().containsKey(HEADER);
        if (ours) {
            lastSeen.set(System.nanoTime());
        }
        return ours;
    }

    boolean healthy() {
        lock.lock();
        try {
            return channel != null && !overdue();
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        var deaf = false;
        lock.lock();
        try {
            if (channel != null) {
                deaf = overdue();
                channel.basicPublish(exchange, queue, true, properties(), new byte[0]);
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("probe of {} waits for the next connection", queue, e);
        } finally {
            lock.unlock();
        }
        if (deaf) {
            broken.accept("no probe came back from " + queue);
        }
    }

    private boolean overdue() {
        return System.nanoTime() - lastSeen.get() > interval.toNanos() * MISSES;
    }

    private BasicProperties properties() {
        return Outgoing.properties("probe", Map.of(HEADER, "1"))
                .expiration(Long.toString(interval.toMillis()))
                .build();
    }
}
