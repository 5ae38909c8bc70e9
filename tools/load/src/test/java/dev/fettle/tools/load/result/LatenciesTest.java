package dev.fettle.tools.load.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static Latencies millis(int... values) {
        var latencies = new Latencies();
        for (var value : values) {
            latencies.add(value * 1_000_000L);
        }
        return latencies;
    }

    @Test
    void percentilesAreValuesThatWereMeasured() {
        var hundred = new Latencies();
        for (var i = 100; i >= 1; i--) {
            hundred.add(i * 1_000_000L);
        }
        assertThat(hundred.summary()).isEqualTo(new Latency(50, 99, 100));
    }

    @Test
    void fewValues() {
        assertThat(millis().summary()).isEqualTo(new Latency(0, 0, 0));
        assertThat(millis(7).summary()).isEqualTo(new Latency(7, 7, 7));
        assertThat(millis(9, 1).summary()).isEqualTo(new Latency(1, 9, 9));
        assertThat(millis(3, 1, 2).summary()).isEqualTo(new Latency(2, 3, 3));
    }

    @Test
    void oneSlowAnswerOfTwoHundredIsAboveTheNinetyNinthPercentile() {
        var latencies = new Latencies();
        for (var i = 0; i < 199; i++) {
            latencies.add(1_000_000);
        }
        latencies.add(900_000_000);
        assertThat(latencies.summary()).isEqualTo(new Latency(1, 1, 900));
    }

    @Test
    void mergedOnesAreOne() {
        var many = new Latencies();
        for (var i = 0; i < 3000; i++) {
            many.add(5_000_000);
        }
        var merged = Latencies.merge(List.of(millis(1), many, millis(), millis(8, 9)));
        assertThat(merged.size()).isEqualTo(3003);
        assertThat(merged.summary()).isEqualTo(new Latency(5, 5, 9));
    }
}
