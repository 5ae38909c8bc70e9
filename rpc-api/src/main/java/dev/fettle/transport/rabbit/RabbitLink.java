package dev.fettle.transport.rabbit;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that is kept up: when it breaks, or its owner asks for it, it is opened anew with growing pauses and the owner sets
 * everything up again. The library's own recovery is off: it cannot know what of ours must be sent again.
 */
final class RabbitLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RabbitLink.class);
    private static final int CONNECT_MS = 5_000;
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 2_000;

    /** What hangs on the connection. */
    interface Owner {
        /** Declares and consumes all that is needed; an exception means: try again. */
        void opened(Connection connection) throws IOException;

        /** The connection is gone. */
        void lost();
    }

    /** Makes links with the settings of one transport. */
    interface Factory {
        RabbitLink create(String name, Owner owner);
    }

    private final String name;
    private final List<RabbitUrl.Broker> brokers;
    private final String vhost;
    private final Duration heartbeat;
    private final Owner owner;
    private final ExecutorService consumers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CountDownLatch ended = new CountDownLatch(1);

    private @Nullable Connection connection;
    private boolean blocked;
    private boolean closed;
    private int sessions;
    private long openedAt;

    RabbitLink(String name, RabbitUrl url, Duration heartbeat, ExecutorService consumers, Owner owner) {
        this.name = name;
        this.brokers = new ArrayList<>(url.brokers());
        Collections.shuffle(brokers);
        this.vhost = url.vhost();
        this.heartbeat = heartbeat;
        this.consumers = consumers;
        this.owner = owner;
    }

    void start() {
        Thread.ofVirtual().name("rabbit-" + name).start(this::keepUp);
    }

    /** Blocks until messages can be sent; false when that took too long or the link was closed. */
    boolean awaitReady(Duration atMost) {
        lock.lock();
        try {
            var left = atMost.toNanos();
            while (!ready() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ready();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    boolean isReady() {
        lock.lock();
        try {
            return ready();
        } finally {
            lock.unlock();
        }
    }

    /** How long it has been up since it was lost; a long time when it never was lost, zero while it is down. */
    Duration upSinceLoss() {
        lock.lock();
        try {
            if (connection == null) {
                return Duration.ZERO;
            }
            return sessions > 1 ? Duration.ofNanos(System.nanoTime() - openedAt) : Duration.ofDays(1);
        } finally {
            lock.unlock();
        }
    }

    /** Drops the connection; a new one follows by itself. */
    void rebuild(String reason) {
        Connection current;
        lock.lock();
        try {
            current = connection;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            LOG.warn("{}: {}; opening a new connection", name, reason);
            current.abort(CONNECT_MS);
        }
    }

    @Override
    public void close() {
        Connection current;
        lock.lock();
        try {
            closed = true;
            current = connection;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (current != null) {
            current.abort(CONNECT_MS);
        }
        try {
            if (!ended.await(CONNECT_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("{} takes long to close", name);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepUp() {
        var pause = FIRST_PAUSE_MS;
        for (var turn = 0; !isClosed(); turn++) {
            if (session(brokers.get(turn % brokers.size()))) {
                pause = FIRST_PAUSE_MS;
            }
            pause(pause);
            pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
        }
        ended.countDown();
    }

    /** From connecting until the connection is gone; false when it never was set up. */
    private boolean session(RabbitUrl.Broker broker) {
        Connection current = null;
        try {
            current = connect(broker);
            var gone = new CountDownLatch(1);
            current.addShutdownListener(_ -> gone.countDown());
            owner.opened(current);
            if (opened(current)) {
                gone.await();
            }
            if (!isClosed()) {
                LOG.warn("{}: lost the connection to {}", name, broker);
            }
            return true;
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            LOG.warn("{}: no connection to {}: {}", name, broker, reason(e));
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            if (current != null) {
                current.abort(CONNECT_MS);
            }
            lost();
        }
    }

    private Connection connect(RabbitUrl.Broker broker) throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setVirtualHost(vhost);
        factory.setRequestedHeartbeat((int) heartbeat.toSeconds());
        factory.setConnectionTimeout(CONNECT_MS);
        factory.setHandshakeTimeout(2 * CONNECT_MS);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setSharedExecutor(consumers);
        factory.setExceptionHandler(new LinkExceptions(name));
        factory.setThreadFactory(
                Thread.ofPlatform().daemon().name("rabbit-io-" + name).factory());
        var opened = factory.newConnection("fettle " + name);
        opened.addBlockedListener(new BlockedListener() {
            @Override
            public void handleBlocked(String reason) {
                LOG.warn("{}: the broker takes no messages: {}", name, reason);
                setBlocked(true);
            }

            @Override
            public void handleUnblocked() {
                setBlocked(false);
            }
        });
        return opened;
    }

    /** False when the link was closed in the meantime. */
    private boolean opened(Connection current) {
        lock.lock();
        try {
            connection = closed ? null : current;
            sessions++;
            openedAt = System.nanoTime();
            changed.signalAll();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void lost() {
        lock.lock();
        try {
            connection = null;
            blocked = false;
        } finally {
            lock.unlock();
        }
        owner.lost();
    }

    private void setBlocked(boolean now) {
        lock.lock();
        try {
            blocked = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean ready() {
        return connection != null && !blocked;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            var left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private static String reason(Exception failure) {
        var cause = failure.getCause() != null ? failure.getCause() : failure;
        return cause.getClass().getSimpleName() + " " + cause.getMessage();
    }
}
