package dev.fettle.tools.load.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTest {
    private static Run run(double rate, double p99, double cpu, long errors, double foreign) {
        return new Run(
                "x",
                "get-node",
                32,
                "2026-01-01T00:00:00Z",
                new Figure(Unit.PER_SECOND, rate),
                new Latency(1, p99, p99 + 1),
                Map.of("200", 9L),
                errors,
                new Spent(Map.of("api", cpu, "db", 1.0), Map.of("api", 50.0, "db", 1.0), 3, foreign),
                Map.of(),
                null);
    }

    @Test
    void aRowHasTheMedianOfEachFigureAndAllErrors() {
        var row = Row.of(List.of(run(300, 10, 5, 0, 2), run(100, 30, 9, 4, 90), run(200, 20, 7, 1, 0)))
                .getFirst();
        assertThat(row.runs()).isEqualTo(3);
        assertThat(row.value()).hasValue(200);
        assertThat(row.latency()).isEqualTo(new Latency(1, 20, 31));
        assertThat(row.cpuMillis()).hasValue(8);
        assertThat(row.errors()).isEqualTo(5);
        assertThat(row.foreignPercent()).hasValue(90);
        assertThat(row.skipped()).isNull();
    }

    @Test
    void otherNumbersOfClientsAreOtherRowsInOrderOfAppearance() {
        var eight = new Run(
                "x", "get-node", 8, "", new Figure(Unit.PER_SECOND, 1), null, Map.of(), 0, null, Map.of(), null);
        assertThat(Row.of(List.of(run(1, 1, 1, 0, 0), eight, run(3, 1, 1, 0, 0))))
                .extracting(Row::key)
                .containsExactly(new RowKey("get-node", 32), new RowKey("get-node", 8));
    }

    @Test
    void aSkippedScenarioKeepsItsReason() {
        var skipped = new Run("x", "idle", 0, "", null, null, Map.of(), 0, null, Map.of(), "needs a conductor");
        var row = Row.of(List.of(skipped)).getFirst();
        assertThat(row.value()).isEmpty();
        assertThat(row.skipped()).isEqualTo("needs a conductor");
    }

    @Test
    void aRunWithFigureOutweighsASkippedOne() {
        var skipped = new Run("x", "get-node", 32, "", null, null, Map.of(), 0, null, Map.of(), "was down");
        assertThat(Row.of(List.of(run(7, 1, 1, 0, 0), skipped)).getFirst().value())
                .hasValue(7);
    }

    @Test
    void medians() {
        assertThat(Median.of()).isEmpty();
        assertThat(Median.of(4)).hasValue(4);
        assertThat(Median.of(4, 1)).hasValue(2.5);
        assertThat(Median.of(9, 1, 5)).hasValue(5);
    }
}
