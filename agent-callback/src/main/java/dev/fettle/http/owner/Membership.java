package dev.fettle.http.owner;

import dev.fettle.config.Configuration;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.transport.RpcTransport;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which conductors live and what they serve, read from the database every two seconds by one thread. Tells the transport of those that
 * died, so that nobody waits for their answers. Thread-safe.
 */
public final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Rings.Source source;
    private final RpcTransport transport;
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("membership").factory());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Rings rings = Rings.NONE;
    private final AtomicLong version = new AtomicLong();
    private volatile boolean reachable = true;

    public Membership(Configuration config, ConductorStore store, RpcTransport transport) {
        this.source = new Rings.Source(config, store);
        this.transport = transport;
    }

    /** Reads the members once and then again and again. */
    public Membership start() {
        refreshQuietly();
        var _ = poller.scheduleWithFixedDelay(
                this::refreshQuietly, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /**
     * Host name of the conductor for a node. A miss reads the members anew once: a conductor may have just come.
     *
     * @throws FaultException {@code TEMPORARY_FAILURE} when no conductor lives, {@code NO_VALID_HOST} when none serves the driver there
     */
    String owner(String group, String driver, UUID node) {
        return known(group, driver, node)
                .or(() -> {
                    refresh();
                    return known(group, driver, node);
                })
                .orElseThrow(() -> nobody(group, driver));
    }

    Optional<String> known(String group, String driver, UUID node) {
        return rings.owner(group, driver, node);
    }

    /** A random conductor that serves the driver in any group. */
    String anyFor(String driver) {
        return rings.anyFor(driver)
                .or(() -> {
                    refresh();
                    return rings.anyFor(driver);
                })
                .orElseThrow(() -> new FaultException(
                        FaultCode.DRIVER_NOT_FOUND,
                        "Could not find the following driver(s) or hardware type(s): " + driver + "."));
    }

    /**
     * A random conductor.
     *
     * @throws FaultException {@code TEMPORARY_FAILURE} when none lives
     */
    String any() {
        return rings.any()
                .or(() -> {
                    refresh();
                    return rings.any();
                })
                .orElseThrow(Membership::noneLives);
    }

    /** Whether the last look into the database worked. */
    public boolean databaseReachable() {
        return reachable;
    }

    /** Grows whenever the members change. */
    long version() {
        return version.get();
    }

    /** Waits until {@link #version} is no longer the one seen; false when it still is at that {@link System#nanoTime}. */
    boolean awaitChange(long seen, long until) {
        lock.lock();
        try {
            while (version.get() == seen) {
                var left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Reads the members now; those that are gone are reported to the transport. */
    void refresh() {
        var now = source.read(rings);
        Set<String> died;
        lock.lock();
        try {
            died = new HashSet<>(rings.hosts());
            died.removeAll(now.hosts());
            if (!now.keys().equals(rings.keys())) {
                rings = now;
                version.incrementAndGet();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        for (var host : died) {
            LOG.warn("conductor {} is gone; its pending calls fail now, its nodes go to others", host);
            transport.conductorDied(host);
        }
    }

    private void refreshQuietly() {
        try {
            refresh();
            if (!reachable) {
                LOG.info("conductors can be read from the database again");
            }
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warn("cannot read the conductors from the database; the last known ones stay in use", e);
            }
            reachable = false;
        }
    }

    private FaultException nobody(String group, String driver) {
        if (rings.hosts().isEmpty()) {
            return noneLives();
        }
        return new FaultException(
                FaultCode.NO_VALID_HOST,
                "No valid host was found. Reason: No conductor service registered which supports driver " + driver
                        + " for conductor group \"" + group + "\".");
    }

    private static FaultException noneLives() {
        return new FaultException(
                FaultCode.TEMPORARY_FAILURE, "No conductor is alive. Start one, or wait until one has come back.");
    }

    @Override
    public void close() {
        poller.shutdownNow();
    }
}
