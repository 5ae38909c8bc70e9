package dev.fettle.tools.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.tools.launcher.start.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One Fettle process as an operator runs it, which a test may kill, freeze and wake. */
public final class FettleProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Pattern READY = Pattern.compile("Fettle (?:answers at (\\S+)|conductor \\S+ takes requests)");

    private static final Pattern GENERATION = Pattern.compile("(?:DefNew|Tenured) +total [0-9]+K, used ([0-9]+)K");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");

    private final Path output;
    private final Process process;

    private FettleProcess(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /** Starts it; {@link #awaitReady} waits until it serves. */
    public static FettleProcess start(Path folder, String name, List<String> arguments) throws IOException {
        return start(folder, name, 256, arguments);
    }

    /** The same with a heap of so many MiB. */
    public static FettleProcess start(Path folder, String name, int heap, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fettle.tools.launcher.Main"));
        command.addAll(arguments);
        var output = folder.resolve(name + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new FettleProcess(output, process);
    }

    /** The URL it serves, or an empty text for a conductor. */
    public String awaitReady() {
        assertThat(Await.until(LIMIT, () -> READY.matcher(log()).find() || !process.isAlive()))
                .as(this::log)
                .isTrue();
        var ready = READY.matcher(log());
        assertThat(ready.find()).as(this::log).isTrue();
        return ready.group(1) == null ? "" : ready.group(1);
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** As {@code kill -STOP}: it lives, but does nothing. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** MiB of the heap that are in use after a full collection. */
    public long usedHeap() throws IOException, InterruptedException {
        jcmd("GC.run");
        var used = GENERATION.matcher(jcmd("GC.heap_info"))
                .results()
                .mapToLong(generation -> Long.parseLong(generation.group(1)))
                .sum();
        assertThat(used).as("the collector is not the serial one").isPositive();
        return used >> 10;
    }

    /** MiB that the process had resident at most, heap and all else. */
    public long peakResident() throws IOException {
        var peak = PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
        assertThat(peak.find()).isTrue();
        return Long.parseLong(peak.group(1)) >> 10;
    }

    public String log() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var jcmd = new ProcessBuilder(program, Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        var text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(jcmd.exitValue()).as(text).isZero();
        return text;
    }

    private void signal(String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
