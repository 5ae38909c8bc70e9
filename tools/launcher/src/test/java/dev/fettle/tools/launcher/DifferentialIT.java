package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.tools.launcher.fault.FettleProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer of the corpus in {@code tools/differential} is what a real Ironic gave, or {@code docs/compatibility.md} says why not. */
class DifferentialIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    Path folder;

    @BeforeAll
    static void needsPython() {
        var there = Files.isExecutable(PYTHON);
        assertThat(there || System.getenv("CI") == null).as("CI needs python3").isTrue();
        assumeTrue(there, "python3 is not installed");
    }

    @Test
    void everyDifferenceIsExplained() throws Exception {
        var settings = SourceTree.file("tools/differential/fettle.conf").toString();
        var data = folder.resolve("data").toString();
        var arguments = List.of("up", "--data-dir", data, "--port", "0", "--config", settings);
        try (var fettle = FettleProcess.start(folder, "up", arguments)) {
            passes(SourceTree.file("tools/differential/run").toString(), "--fettle", fettle.awaitReady());
        }
    }

    @Test
    void theComparisonItself() throws Exception {
        passes(
                "-m",
                "unittest",
                "discover",
                "-s",
                SourceTree.file("tools/differential").toString());
    }

    private void passes(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(PYTHON.toString(), "-B")); // no byte code in the source tree
        command.addAll(List.of(arguments));
        var output = folder.resolve("output.txt");
        var program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var ended = program.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            program.destroyForcibly();
        }
        assertThat(ended && program.exitValue() == 0).as(() -> read(output)).isTrue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
