package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.tools.launcher.fault.FettleProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged openstacksdk against the program as an operator runs it: each resource, and a deployment as metalsmith does it. */
class SdkIT {
    private static final int LIMIT_SECONDS = 300;
    private static final Path SDK = Path.of("/usr/lib/python3/dist-packages/openstack/baremetal");

    @TempDir
    Path folder;

    @BeforeAll
    static void needsTheSdk() {
        var there = Files.isDirectory(SDK);
        assertThat(there || System.getenv("CI") == null)
                .as("CI needs the package python3-openstacksdk")
                .isTrue();
        assumeTrue(there, "the packaged openstacksdk is not installed");
    }

    @Test
    void everySceneOfTheCheckPasses() throws Exception {
        var arguments = List.of("up", "--data-dir", folder.resolve("data").toString(), "--port", "0");
        try (var fettle = FettleProcess.start(folder, "up", arguments)) {
            var said = folder.resolve("said.txt");
            var check = new ProcessBuilder(
                            "/usr/bin/python3",
                            SourceTree.file("tools/sdk-check").toString(),
                            fettle.awaitReady())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            var ended = check.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                check.destroyForcibly();
            }
            assertThat(Files.readString(said)).as(fettle::log).endsWith("all passed\n");
            assertThat(ended && check.exitValue() == 0).isTrue();
        }
    }
}
