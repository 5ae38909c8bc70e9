package dev.fettle.driver.ipmi;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a program with a limit on its time and on what it may print. No shell, no terminal, nothing of our environment but the path. */
final class IpmitoolProcess {
    /** Bytes kept of each stream; the rest is read and dropped, so that the program does not block. */
    private static final int MOST_OUTPUT = 256 * 1024;

    private static final Duration AFTER_THE_END = Duration.ofSeconds(5);

    private IpmitoolProcess() {}

    /**
     * Blocks until the program ends; kills it when the limit is over or the thread is interrupted.
     *
     * @throws IOException when it can not be started
     */
    static IpmitoolAnswer run(List<String> arguments, Map<String, String> environment, Duration limit)
            throws IOException {
        var builder = new ProcessBuilder(arguments).redirectInput(new File("/dev/null"));
        var inherited = System.getenv("PATH");
        builder.environment().clear();
        if (inherited != null) {
            builder.environment().put("PATH", inherited);
        }
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            var output = read(process.getInputStream());
            var errors = read(process.getErrorStream());
            var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.toHandle()
                        .destroyForcibly(); // unlike Process, it leaves the streams open for what is still in them
            }
            return new IpmitoolAnswer(ended ? process.exitValue() : -1, !ended, rest(output), rest(errors));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new IpmitoolAnswer(-1, true, "", "interrupted");
        } catch (ExecutionException e) {
            throw new IOException("the output of ipmitool can not be read", e.getCause());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Nothing when somebody else holds the stream open although the program has ended. */
    private static String rest(FutureTask<String> stream) throws InterruptedException, ExecutionException {
        try {
            return stream.get(AFTER_THE_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return "";
        }
    }

    private static FutureTask<String> read(InputStream stream) {
        var task = new FutureTask<>(() -> {
            try (stream) {
                var kept = stream.readNBytes(MOST_OUTPUT);
                stream.transferTo(OutputStream.nullOutputStream());
                return new String(kept, StandardCharsets.UTF_8);
            }
        });
        Thread.ofVirtual().name("ipmitool output").start(task);
        return task;
    }
}
