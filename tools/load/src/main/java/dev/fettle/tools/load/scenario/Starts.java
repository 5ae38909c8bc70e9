package dev.fettle.tools.load.scenario;

import dev.fettle.tools.load.http.Connection;
import dev.fettle.tools.load.http.Endpoint;
import dev.fettle.tools.load.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a server, waits for its first answer, stops it. */
public record Starts(Endpoint endpoint, List<String> command, Duration limit) {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final int STOP_SECONDS = 30;

    /**
     * One start.
     *
     * @return from the start of the command to the first 200 of {@code /v1/nodes}
     * @throws IllegalStateException when something answers already, or nothing does within the limit, or the server does not stop
     */
    public Duration once() throws InterruptedException {
        if (answers()) {
            throw new IllegalStateException("something answers before the start; stop it first");
        }
        var start = System.nanoTime();
        var process = start();
        try {
            while (!answers()) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(
                            command.getFirst() + " ended with status " + process.exitValue() + " before it answered");
                }
                if (System.nanoTime() - start > limit.toNanos()) {
                    throw new IllegalStateException(command.getFirst() + " did not answer within " + limit);
                }
                Thread.sleep(POLL);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } finally {
            stop(process);
        }
    }

    private Process start() {
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    command.getFirst() + " did not stop within " + STOP_SECONDS + " s of SIGTERM");
        }
    }

    private boolean answers() {
        try (var connection = new Connection(endpoint)) {
            return connection.exchange(Request.get("/v1/nodes"), false).status() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }
}
