package dev.fettle.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {
    private static final long MIB = 1 << 20;

    private final RequestMemory memory = new RequestMemory(16 * MIB);

    @Test
    void shares_holdTogetherNoMoreThanThereIs() {
        var first = memory.share();
        first.take(8 * MIB);
        var second = memory.share();

        assertThatThrownBy(() -> second.take(5 * MIB))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(503);
                    assertThat(problem.headers()).containsKey("Retry-After");
                });
        assertThat(memory.held()).isEqualTo(8 * MIB);

        first.release();
        second.take(5 * MIB);
        assertThat(memory.held()).isEqualTo(5 * MIB);
    }

    @Test
    void largeOnes_leaveAQuarterToSmallOnes() {
        memory.share().take(12 * MIB);

        assertThat(memory.share().tryTake(2 * MIB)).isFalse();
        assertThat(memory.share().tryTake(MIB)).isTrue();
    }

    @Test
    void whatNeverFits_is413() {
        var share = memory.share();
        share.take(MIB);

        assertThatThrownBy(() -> share.take(12 * MIB))
                .isInstanceOfSatisfying(
                        HttpProblem.class, problem -> assertThat(problem.status()).isEqualTo(413))
                .hasMessageContaining("12 MiB");
    }

    @Test
    void valuesOfADocument_countWhateverTheirText() {
        var share = memory.share();
        var tiny = "[" + "{},".repeat(50_000) + "{}]";

        JsonIn.read(tiny.getBytes(StandardCharsets.UTF_8), 25, share);

        assertThat(memory.held()).isGreaterThan(49_000L * RequestMemory.PER_VALUE);
        share.release();
        assertThat(memory.held()).isZero();
        var bomb = "[" + "{},".repeat(200_000) + "{}]";
        assertThatThrownBy(() -> JsonIn.read(bomb.getBytes(StandardCharsets.UTF_8), 25, memory.share()))
                .hasMessageContaining("more memory than one request");
    }
}
