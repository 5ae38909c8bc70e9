package dev.fettle.transport.rabbit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A script of {@code interop/}, run by the system's Python with oslo.messaging; its output is JSON lines. */
final class PythonPeer implements AutoCloseable {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    private final Process process;
    private final Path errors;
    private final List<JsonNode> lines = new CopyOnWriteArrayList<>();

    private PythonPeer(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        Thread.startVirtualThread(this::read);
    }

    /** Skips the test where oslo.messaging is not installed; fails it on a build server. */
    static PythonPeer start(String script, String url, String host) {
        requireOslo();
        try {
            var errors = Files.createTempFile("fettle-" + script, ".log");
            var builder = new ProcessBuilder(PYTHON.toString(), "-u", script, url, host)
                    .directory(Path.of("src/test/resources/interop").toFile())
                    .redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            return new PythonPeer(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of that name. */
    JsonNode line(String name) {
        Await.until(
                "the script's line " + name + "; it said " + said(), Duration.ofSeconds(40), () -> find(name) != null);
        return find(name);
    }

    /** Waits for the script's own end. */
    void finish() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("the script did not end well: " + said());
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode find(String name) {
        return lines.stream()
                .filter(line -> line.path("name").asText().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void read() {
        var mapper = new ObjectMapper();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(mapper.readTree(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said() {
        try {
            return lines + " " + Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireOslo() {
        var works = Files.isExecutable(PYTHON) && imports();
        if (!works && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("no oslo.messaging: install python3-oslo.messaging");
        }
        Assumptions.assumeTrue(works, "no oslo.messaging: install python3-oslo.messaging");
    }

    private static boolean imports() {
        try {
            var check = new ProcessBuilder(PYTHON.toString(), "-c", "import oslo_messaging")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            check.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
            return check.start().waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
