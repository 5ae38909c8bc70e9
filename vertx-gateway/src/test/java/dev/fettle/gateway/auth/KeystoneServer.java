package dev.fettle.gateway.auth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's Keystone, on a database of its own in a folder that goes away with it. */
public final class KeystoneServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String PASSWORD = "bootstrap-secret";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final KeystoneAdmin admin;

    /** Fails without Keystone in CI; elsewhere the test is left out. */
    public KeystoneServer() {
        var installed = Files.isExecutable(Path.of("/usr/bin/keystone-wsgi-public"));
        if (!installed && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no Keystone: install python3-keystone");
        }
        assumeTrue(installed, "no Keystone: install python3-keystone");
        try {
            folder = Files.createTempDirectory("fettle-keystone");
            Files.createDirectories(folder.resolve("keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var config = config("keystone.conf", 3600);
        var port = freePort();
        manage(config, "db_sync");
        letReadersAndWritersBe();
        manage(config, "fernet_setup", "--keystone-user", id("-un"), "--keystone-group", id("-gn"));
        manage(
                config,
                "bootstrap",
                "--bootstrap-password",
                PASSWORD,
                "--bootstrap-public-url",
                "http://127.0.0.1:" + port + "/v3");
        admin = new KeystoneAdmin(serve(config, port), PASSWORD);
    }

    /** The address without {@code /v3}. */
    public String url() {
        return admin.url();
    }

    public KeystoneAdmin admin() {
        return admin;
    }

    /** A second process on the same database, whose tokens live that long. */
    public KeystoneAdmin issuing(Duration life) {
        var config = config("short-" + processes.size() + ".conf", life.toSeconds());
        return new KeystoneAdmin(serve(config, freePort()), PASSWORD);
    }

    private Path config(String name, long seconds) {
        var file = folder.resolve(name);
        var text = """
                [DEFAULT]
                use_stderr = true
                [database]
                connection = sqlite:///%1$s/keystone.db
                [fernet_tokens]
                key_repository = %1$s/keys
                [fernet_receipts]
                key_repository = %1$s/keys
                [credential]
                key_repository = %1$s/keys
                [cache]
                enabled = false
                [identity]
                password_hash_rounds = 4
                [token]
                expiration = %2$d
                """.formatted(folder, seconds);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void manage(Path config, String... arguments) {
        var command = new ArrayList<>(List.of("/usr/bin/keystone-manage", "--config-file", config.toString()));
        command.addAll(List.of(arguments));
        run(command, arguments[0]);
    }

    /** Keystone reads on one connection while it writes on another: with SQLite's usual journal it waits for itself then. */
    private void letReadersAndWritersBe() {
        var script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('pragma journal_mode=wal')";
        run(List.of("/usr/bin/python3", "-c", script, folder + "/keystone.db"), "journal_mode");
    }

    private void run(List<String> command, String what) {
        try {
            var process = start(command, "manage.log");
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(what + " failed: " + Files.readString(folder.resolve("manage.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String serve(Path config, int port) {
        var url = "http://127.0.0.1:" + port;
        try {
            processes.add(start(
                    List.of(
                            "/usr/bin/keystone-wsgi-public",
                            "-p",
                            Integer.toString(port),
                            "-b",
                            "127.0.0.1",
                            "--",
                            "--config-file",
                            config.toString()),
                    "server-" + port + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Await.until("Keystone answers", START, () -> KeystoneAdmin.answers(url));
        return url;
    }

    private Process start(List<String> command, String log) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON") || name.startsWith("OS_"));
        return builder.start();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(String what) {
        try (var out = new ProcessBuilder("id", what).start().inputReader()) {
            return out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        try (var files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one)).forEach(file -> {
                var _ = file.toFile().delete();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
