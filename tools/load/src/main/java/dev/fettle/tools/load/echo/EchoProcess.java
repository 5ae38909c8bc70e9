package dev.fettle.tools.load.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An {@link EchoServer} in a JVM of its own, with our class path. */
public final class EchoProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 15;

    private final Process process;

    private EchoProcess(Process process) {
        this.process = process;
    }

    /**
     * Returns when it serves.
     *
     * @param command what our main class starts a server with
     * @throws IllegalStateException when it ends instead; its own message is on standard error
     */
    public static EchoProcess start(String url, Class<?> main, String command) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-Dslf4j.internal.verbosity=ERROR", // nobody reads a log here
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        command))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(EchoServer.URL, url);
        try {
            var started = new EchoProcess(builder.start());
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new IllegalStateException("cannot start the echo server: " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Ends when it is ready or dead: it gives up by itself where the broker is not to be reached. */
    private void awaitReady() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); !EchoServer.READY.equals(line); line = lines.readLine()) {
            if (line == null) {
                close();
                throw new IllegalStateException("the echo server did not start; is RabbitMQ reachable at --amqp?");
            }
        }
    }

    /** Ends it; when interrupted, at once. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
