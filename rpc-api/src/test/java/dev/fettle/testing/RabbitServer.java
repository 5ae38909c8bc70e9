package dev.fettle.testing;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;

/**
 * A RabbitMQ for tests: the one that {@code FETTLE_TEST_AMQP_URL} names, else an own server, with ports, data and cookie of its own, that
 * lives until this JVM ends. Where neither is to be had, tests are skipped; on a build server ({@code CI=true}) they fail.
 */
public final class RabbitServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    private static final List<String> PROGRAMS = List.of(
            "/usr/lib/rabbitmq/bin/rabbitmq-server", "/usr/sbin/rabbitmq-server", "/opt/rabbitmq/sbin/rabbitmq-server");

    private final String url;
    private final Optional<Path> program;
    private final Path home;
    private final int port;
    private final int distPort;
    private final int epmdPort;
    private Process process;

    private RabbitServer(String url, Optional<Path> program, int port, int distPort, int epmdPort) {
        this.url = url;
        this.program = program;
        this.port = port;
        this.distPort = distPort;
        this.epmdPort = epmdPort;
        try {
            home = program.isPresent() ? Files.createTempDirectory("fettle-rabbit-") : Path.of(".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        private static final RabbitServer INSTANCE = open();
    }

    /** One for all tests of this JVM; never stop it. Skips the test when there is none. */
    public static RabbitServer shared() {
        requireAvailable();
        return Shared.INSTANCE;
    }

    /** One of the test's own, which may be stopped and started. Skips the test when there is no program. */
    public static RabbitServer own() {
        requireProgram(findProgram().isPresent());
        var server = create(findProgram().orElseThrow());
        server.start();
        return server;
    }

    /** {@code rabbit://user:password@host:port/}. */
    public String url() {
        return url;
    }

    public synchronized void start() {
        if (process != null) {
            return;
        }
        try {
            prepare();
            var builder = new ProcessBuilder(program.orElseThrow().toString())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("out.log").toFile()));
            builder.environment().putAll(environment());
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program, e);
        }
        Await.until("RabbitMQ answers, see " + home, START, () -> answers(port));
    }

    /** Stops it as an operator would; data stays. */
    public synchronized void stop() {
        end(false);
    }

    /** Ends it as a power cut would. */
    public synchronized void kill() {
        end(true);
    }

    public void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        stop();
        stopEpmd();
        deleteHome();
    }

    private static RabbitServer open() {
        var given = System.getenv("FETTLE_TEST_AMQP_URL");
        if (given != null && !given.isBlank()) {
            return new RabbitServer(given, Optional.empty(), 0, 0, 0);
        }
        var server = create(findProgram().orElseThrow());
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop RabbitMQ"));
        return server;
    }

    private static RabbitServer create(Path program) {
        var port = freePort();
        return new RabbitServer(
                "rabbit://guest:guest@127.0.0.1:" + port + "/", Optional.of(program), port, freePort(), freePort());
    }

    private static void requireAvailable() {
        var given = System.getenv("FETTLE_TEST_AMQP_URL");
        requireProgram(given != null && !given.isBlank() || findProgram().isPresent());
    }

    private static void requireProgram(boolean available) {
        if (!available && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no RabbitMQ: install rabbitmq-server or set FETTLE_TEST_AMQP_URL");
        }
        Assumptions.assumeTrue(available, "no RabbitMQ: install rabbitmq-server or set FETTLE_TEST_AMQP_URL");
    }

    private static Optional<Path> findProgram() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        // Debian's own first: the one on its PATH changes the user and the environment
        var candidates =
                new java.util.ArrayList<Path>(PROGRAMS.stream().map(Path::of).toList());
        for (var folder : path.split(":")) {
            candidates.add(Path.of(folder, "rabbitmq-server"));
        }
        return candidates.stream().filter(Files::isExecutable).findFirst();
    }

    private void prepare() throws IOException {
        Files.createDirectories(home.resolve("mnesia"));
        Files.createDirectories(home.resolve("log"));
        Files.writeString(home.resolve("plugins"), "[].\n");
        Files.writeString(home.resolve("rabbit.conf"), """
                log.console = false
                log.file.level = warning
                loopback_users.guest = true
                vm_memory_high_watermark.absolute = 512MB
                disk_free_limit.absolute = 50MB
                """);
        var cookie = home.resolve(".erlang.cookie");
        if (!Files.exists(cookie)) {
            Files.writeString(cookie, "FETTLE" + Long.toHexString(System.nanoTime()));
            Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
        }
    }

    private Map<String, String> environment() {
        var loopbackOnly = "-kernel inet_dist_use_interface {127,0,0,1}";
        var variables = new LinkedHashMap<String, String>();
        variables.put("HOME", home.toString());
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("RABBITMQ_NODENAME", "fettle" + port + "@localhost");
        variables.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
        variables.put("RABBITMQ_NODE_PORT", Integer.toString(port));
        variables.put("RABBITMQ_DIST_PORT", Integer.toString(distPort));
        variables.put("ERL_EPMD_PORT", Integer.toString(epmdPort));
        variables.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        variables.put("RABBITMQ_MNESIA_BASE", home.resolve("mnesia").toString());
        variables.put("RABBITMQ_LOG_BASE", home.resolve("log").toString());
        variables.put("RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("plugins").toString());
        variables.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
        variables.put("RABBITMQ_CONFIG_FILE", home.resolve("rabbit").toString());
        variables.put("RABBITMQ_PID_FILE", home.resolve("pid").toString());
        variables.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", loopbackOnly + " +S 2:2 +sbwt none");
        return variables;
    }

    private static boolean answers(int port) {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setConnectionTimeout(2_000);
        factory.setAutomaticRecoveryEnabled(false);
        try (var connection = factory.newConnection("fettle test waits")) {
            return connection.isOpen();
        } catch (IOException | TimeoutException _) {
            return false; // asked again until the deadline
        }
    }

    private void end(boolean hard) {
        if (process == null) {
            return;
        }
        var all = java.util.stream.Stream.concat(process.descendants(), java.util.stream.Stream.of(process.toHandle()))
                .toList();
        if (hard) {
            all.forEach(ProcessHandle::destroyForcibly);
        } else {
            beam(all).forEach(ProcessHandle::destroy); // the virtual machine stops RabbitMQ in order
        }
        for (var one : all) {
            awaitEnd(one);
        }
        process = null;
    }

    private static List<ProcessHandle> beam(List<ProcessHandle> all) {
        var machines = all.stream()
                .filter(one -> one.info().command().orElse("").contains("beam"))
                .toList();
        return machines.isEmpty() ? all : machines;
    }

    private static void awaitEnd(ProcessHandle one) {
        try {
            one.onExit().get(30, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            one.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It is a process of its own, on our port, and outlives the server otherwise. */
    private void stopEpmd() {
        try {
            var builder = new ProcessBuilder("epmd", "-kill").redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("ERL_EPMD_PORT", Integer.toString(epmdPort));
            builder.environment().put("ERL_EPMD_ADDRESS", "127.0.0.1");
            builder.start().waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop epmd on port " + epmdPort, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteHome() {
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
