package dev.fettle.tools.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fettle.tools.load.result.Latency;
import dev.fettle.tools.load.result.Row;
import dev.fettle.tools.load.result.RowKey;
import dev.fettle.tools.load.result.Unit;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Row row(String scenario, int clients, Unit unit, double value, double cpu) {
        return new Row(
                new RowKey(scenario, clients),
                3,
                unit,
                OptionalDouble.of(value),
                new Latency(1.25, 20, 30),
                OptionalDouble.of(cpu),
                0,
                OptionalDouble.of(4),
                Map.of(),
                null);
    }

    private static Comparison compare(Row ours, Row theirs) {
        return Comparison.of(List.of(ours), List.of(theirs)).getFirst();
    }

    @Test
    void moreIsBetterOfRatesAndLessOfTimes() {
        var rate =
                compare(row("get-node", 32, Unit.PER_SECOND, 8300, 0.2), row("get-node", 32, Unit.PER_SECOND, 83, 20));
        assertThat(rate.ratio().orElseThrow()).isCloseTo(100, within(0.001));
        assertThat(rate.cpuRatio().orElseThrow()).isCloseTo(100, within(0.001));
        var time =
                compare(row("list-1000", 1, Unit.MILLISECONDS, 6, 5), row("list-1000", 1, Unit.MILLISECONDS, 309, 342));
        assertThat(time.ratio().orElseThrow()).isCloseTo(51.5, within(0.001));
    }

    @Test
    void targetsAreMetByTheFigureOrByProcessorTime() {
        assertThat(compare(row("get-node", 32, Unit.PER_SECOND, 8300, 1), row("get-node", 32, Unit.PER_SECOND, 83, 20))
                        .verdict())
                .isEqualTo("met");
        assertThat(compare(
                                row("get-node", 32, Unit.PER_SECOND, 4000, 0.1),
                                row("get-node", 32, Unit.PER_SECOND, 83, 20))
                        .verdict())
                .isEqualTo("met by CPU");
        assertThat(compare(row("get-node", 32, Unit.PER_SECOND, 4000, 1), row("get-node", 32, Unit.PER_SECOND, 83, 20))
                        .verdict())
                .isEqualTo("missed");
    }

    @Test
    void limitsNeedNoReference() {
        assertThat(new Comparison(new RowKey("idle", 0), row("idle", 0, Unit.CPU_SECONDS_PER_MINUTE, 1.5, 0), null)
                        .verdict())
                .isEqualTo("met");
        assertThat(new Comparison(
                                new RowKey("patch-one-node", 32),
                                row("patch-one-node", 32, Unit.LOST_WRITES, 1, 0),
                                null)
                        .verdict())
                .isEqualTo("missed");
    }

    @Test
    void nothingIsDividedByNothing() {
        var lost = compare(
                row("patch-one-node", 32, Unit.LOST_WRITES, 0, 1), row("patch-one-node", 32, Unit.LOST_WRITES, 127, 1));
        assertThat(lost.ratio()).isEmpty();
        assertThat(lost.verdict()).isEqualTo("met");
    }

    @Test
    void rowsThatOnlyOneSideHasAreKept() {
        var all = Comparison.of(
                List.of(row("get-node", 32, Unit.PER_SECOND, 1, 1)),
                List.of(row("power", 32, Unit.PER_SECOND, 1, 1), row("get-node", 32, Unit.PER_SECOND, 2, 1)));
        assertThat(all).extracting(each -> each.key().scenario()).containsExactly("get-node", "power");
        assertThat(all.get(1).ratio()).isEmpty();
        assertThat(all.get(1).verdict()).isEmpty();
    }
}
