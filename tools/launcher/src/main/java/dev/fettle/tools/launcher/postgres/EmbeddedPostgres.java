package dev.fettle.tools.launcher.postgres;

import dev.fettle.tools.launcher.start.Await;
import dev.fettle.tools.launcher.start.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server as child process, with its data kept in the data directory, reachable on loopback only, with a password that is
 * in a file of its owner. Durable: {@code fsync} stays on.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START_LIMIT = Duration.ofMinutes(1); // recovery after a crash may take its time
    private static final int ATTEMPTS = 5;

    /** Beside the defaults, which keep data safe. Nobody copies from this server, so its log can be the short one. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=32MB",
            "wal_level=minimal",
            "max_wal_senders=0",
            "jit=off",
            "logging_collector=off");

    private final PostgresPrograms programs;
    private final Process process;
    private final int port;
    private final String password;
    private final Path directory;

    private EmbeddedPostgres(PostgresPrograms programs, Process process, int port, Cluster cluster) throws IOException {
        this.programs = programs;
        this.process = process;
        this.port = port;
        this.password = cluster.password();
        this.directory = cluster.folder();
    }

    /**
     * Starts the server and blocks until it answers. Stops one that a crashed process of ours left behind on the same data.
     *
     * @param cache where unpacked programs are kept between starts
     * @throws StartFailure with the remedy
     */
    public static EmbeddedPostgres start(DataDirectory directory, Path cache) {
        var cluster = new Cluster(directory.path());
        try {
            cluster.checkVersion();
            var programs = PostgresPrograms.forServerIn(directory.path(), cluster.data(), cache);
            stopLeftover(cluster, programs);
            cluster.initialiseOnce(programs);
            cluster.rotateLog();
            return start(cluster, programs);
        } catch (IOException e) {
            throw new StartFailure("the embedded PostgreSQL cannot be started in " + directory.path() + ": " + e, e);
        }
    }

    private static EmbeddedPostgres start(Cluster cluster, PostgresPrograms programs) throws IOException {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var port = cluster.port(attempt > 1);
            var process = programs.launch(cluster.data(), cluster.log(), "postgres", arguments(cluster, port));
            if (Await.until(START_LIMIT, () -> cluster.ready(process.pid()) || !process.isAlive())
                    && process.isAlive()) {
                return new EmbeddedPostgres(programs, process, port, cluster);
            }
            programs.stop(process.toHandle());
            if (!passes(cluster.endOfLog())) {
                break;
            }
        }
        throw new StartFailure("the embedded PostgreSQL did not start; its log " + cluster.log() + " ends with:\n"
                + cluster.endOfLog());
    }

    /** Another program took the port in between; or processes of a server killed hard are just about to notice. */
    private static boolean passes(String log) {
        return log.contains("could not bind") || log.contains("is still in use");
    }

    private static List<String> arguments(Cluster cluster, int port) {
        var words = new ArrayList<>(List.of("-D", cluster.data().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> words.addAll(List.of("-c", setting)));
        return words;
    }

    private static void stopLeftover(Cluster cluster, PostgresPrograms programs) throws IOException {
        var leftover = cluster.running();
        if (leftover.isPresent()) {
            var pid = leftover.get().pid();
            LOG.info("stopping PostgreSQL {}, left behind by an earlier process that was killed", pid);
            programs.stop(leftover.get());
            if (leftover.get().isAlive()) {
                throw new StartFailure("PostgreSQL " + pid + " still runs on " + cluster.data()
                        + " and cannot be stopped; stop it by hand");
            }
        }
    }

    /** With user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.NAME + "?user=" + Cluster.NAME + "&password="
                + password;
    }

    /** The data directory. */
    public Path directory() {
        return directory;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Calls with the exit code when the server ends, also when nobody asked it to. */
    public void whenEnded(IntConsumer listener) {
        var _ = process.onExit().thenAccept(ended -> listener.accept(ended.exitValue()));
    }

    /** Stops it within about 20 seconds, first politely. Idempotent. */
    @Override
    public void close() {
        programs.stop(process.toHandle());
    }
}
