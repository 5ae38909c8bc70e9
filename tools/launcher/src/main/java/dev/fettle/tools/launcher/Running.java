package dev.fettle.tools.launcher;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.tools.launcher.postgres.EmbeddedPostgres;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started Fettle. */
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    /** For HTTP, transport, database and the embedded server, after the conductor has used its own time. */
    private static final Duration REST = Duration.ofSeconds(25);

    private final Role role;
    private final Endings endings;
    private final CountDownLatch broken = new CountDownLatch(1);
    private volatile Configuration configuration;
    private volatile @Nullable EmbeddedPostgres postgres;
    private volatile boolean closing;

    /** From now on a signal stops the process in order. */
    Running(Role role, Configuration configuration) {
        this.role = role;
        this.configuration = configuration;
        this.endings = new Endings();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
    }

    Role role() {
        return role;
    }

    /** With what the start found out, such as the port. */
    Configuration configuration() {
        return configuration;
    }

    void configure(Configuration found) {
        configuration = found;
    }

    Endings endings() {
        return endings;
    }

    Optional<EmbeddedPostgres> postgres() {
        return Optional.ofNullable(postgres);
    }

    /** Fettle cannot go on without its database: when that ends, so does {@link #awaitEnd}. */
    void watch(EmbeddedPostgres server) {
        postgres = server;
        server.whenEnded(code -> {
            if (!closing) {
                LOG.error("the embedded PostgreSQL has ended by itself with code {}; stopping", code);
                broken.countDown();
            }
        });
    }

    /** Blocks until something it needs is gone; a signal ends the process before that. Returns the exit code. */
    int awaitEnd() {
        try {
            broken.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        close();
        return 1;
    }

    /** As {@link #awaitEnd()}, but for that long at most: then it stops, and the code is 0. */
    int awaitEnd(Duration atMost) {
        var ended = false;
        try {
            ended = broken.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        close();
        return ended ? 1 : 0;
    }

    /** Stops everything in order: what listens, then what works, then what both need. Idempotent. */
    @Override
    public void close() {
        closing = true;
        endings.stop(
                configuration.get(ConductorOptions.GRACEFUL_SHUTDOWN_TIMEOUT).plus(REST));
    }
}
