package dev.fettle.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A server of one test's own, to be stopped, killed and started again: data in a temporary folder, with fsync, always on the same port. Not
 * thread-safe.
 */
public final class OwnPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path data;
    private int port;
    private @Nullable EmbeddedPostgres server;

    private OwnPostgres(Path data) {
        this.data = data;
    }

    /** Starts a new, empty server on a free port. */
    public static OwnPostgres create() {
        try {
            var own = new OwnPostgres(Files.createTempDirectory("fettle-postgres"));
            own.start();
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a test server", e);
        }
    }

    /** Of a database without tables; stays the same over restarts. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    /** Starts the server again where it was. A killed one may need a moment until its last process is gone. */
    public void start() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server == null) {
            try {
                server = builder().start();
                port = server.getPort();
            } catch (IOException | IllegalStateException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the test server does not start", e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    /** Stops it in order; connections are cut. */
    public void stop() {
        var running = server;
        if (running != null) {
            server = null;
            try {
                running.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the test server does not stop", e);
            }
        }
    }

    /** As a loss of power would: nobody is told. */
    public void kill() {
        var handle = ProcessHandle.of(pid()).orElseThrow(() -> new IllegalStateException("the test server is gone"));
        handle.descendants().forEach(ProcessHandle::destroyForcibly);
        handle.destroyForcibly();
        try {
            handle.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the test server dies", e);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the test server does not die", e);
        }
        stop(); // finds nothing to stop; gives the lock of the folder back
    }

    public void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        stop();
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("left behind: " + data, e);
        }
    }

    /** The folder is ours to remove, not the library's: it must survive a stop. The later of two settings of fsync counts. */
    private EmbeddedPostgres.Builder builder() {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
        return port == 0 ? builder : builder.setPort(port);
    }

    private long pid() {
        try {
            return Long.parseLong(Files.readAllLines(data.resolve("data/postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the test server does not run", e);
        }
    }
}
