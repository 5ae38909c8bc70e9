package dev.fettle.tools.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.tools.launcher.start.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void letsOneInAtATimeAndSaysWho() {
        var path = folder.resolve("a/b");
        try (var directory = DataDirectory.open(path)) {
            directory.describe("process 4711 at http://127.0.0.1:6385");
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("in use by another Fettle (process 4711 at http://127.0.0.1:6385)")
                    .hasMessageContaining("--data-dir");
        }
        DataDirectory.open(path).close();
    }

    @Test
    void whatCannotBeADirectoryIsRefused() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot use")
                .hasMessageContaining("--data-dir");
        assertThat(file).isRegularFile();
    }
}
