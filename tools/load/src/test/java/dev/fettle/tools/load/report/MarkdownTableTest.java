package dev.fettle.tools.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.tools.load.result.Latency;
import dev.fettle.tools.load.result.Row;
import dev.fettle.tools.load.result.RowKey;
import dev.fettle.tools.load.result.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    private static final Row OURS = new Row(
            new RowKey("get-node", 32),
            3,
            Unit.PER_SECOND,
            OptionalDouble.of(8465.2),
            new Latency(3.456, 12.34, 30),
            OptionalDouble.of(0.1234),
            0,
            OptionalDouble.of(4),
            Map.of(),
            null);
    private static final Row THEIRS = new Row(
            new RowKey("get-node", 32),
            3,
            Unit.PER_SECOND,
            OptionalDouble.of(82.7),
            new Latency(387.1, 605.8, 700),
            OptionalDouble.of(20.9),
            2,
            OptionalDouble.of(20),
            Map.of(),
            null);
    private static final Row SKIPPED = new Row(
            new RowKey("heartbeat", 8),
            0,
            null,
            OptionalDouble.empty(),
            null,
            OptionalDouble.empty(),
            0,
            OptionalDouble.empty(),
            Map.of(),
            "no agent | no wait");

    @Test
    void twoServers() {
        assertThat(MarkdownTable.of("fettle", "ironic", Comparison.of(List.of(OURS), List.of(THEIRS, SKIPPED))))
                .isEqualTo("""
                        | What | Clients | fettle | ironic | Ratio | Target | Verdict | fettle p50 / p99 ms | ironic p50 / p99 ms | CPU ms/op | CPU ratio | Errors | Foreign CPU % |
                        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                        | get-node | 32 | 8,465/s | 82.7/s | 102x | ≥ 100x | met | 3.46 / 12.3 | 387 / 606 | 0.123 / 20.9 | 169x | 0 / 2 | 4 / 20 |
                        | heartbeat | 8 |  | skipped |  | ≥ 50x |  |  |  |  |  |  |  |

                        Skipped: heartbeat: no agent | no wait
                        """);
    }

    @Test
    void oneServer() {
        assertThat(MarkdownTable.of("ironic", List.of(THEIRS, SKIPPED))).isEqualTo("""
                        | What | Clients | ironic | p50 / p99 ms | CPU ms/op | Errors | Foreign CPU % | Runs | Notes |
                        | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                        | get-node | 32 | 82.7/s | 387 / 606 | 20.9 | 2 | 20 | 3 |  |
                        | heartbeat | 8 | skipped |  |  |  |  | 0 | no agent \\| no wait |
                        """);
    }
}
