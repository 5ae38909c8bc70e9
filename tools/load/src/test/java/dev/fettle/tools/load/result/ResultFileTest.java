package dev.fettle.tools.load.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsAppendedIsReadAgain() {
        var file = folder.resolve("r.jsonl");
        var measured = new Run(
                "fettle",
                "churn",
                16,
                "2026-01-01T00:00:00Z",
                new Figure(Unit.NODES_PER_MINUTE, 2000.5),
                new Latency(1.5, 2, 3),
                Map.of("202", 800L),
                2,
                new Spent(Map.of("conductor", 1.25), Map.of("conductor", 80.0), 5, 1.0),
                Map.of("nodes", 200),
                null);
        var skipped = new Run("fettle", "idle", 0, "", null, null, Map.of(), 0, null, Map.of(), "no conductor");
        ResultFile.append(file, measured);
        ResultFile.append(file, skipped);
        assertThat(ResultFile.read(file)).isEqualTo(List.of(measured, skipped));
    }

    @Test
    void aBadLineIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("r.jsonl"), "\n{\"label\":\n");
        assertThatThrownBy(() -> ResultFile.read(file)).hasMessageContaining("r.jsonl line 2");
    }
}
