package dev.fettle.transport.oslo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions and times, which are read by hand. */
class WireTextTest {
    @Test
    void versions() {
        assertThat(WireVersion.find("1.62")).contains(new WireVersion(1, 62));
        assertThat(WireVersion.find("000001.999999")).contains(new WireVersion(1, 999_999));
        assertThat(WireVersion.of("10.0")).hasToString("10.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1", "1.", ".1", "1.2.3", "-1.2", "1.+2", "1.2 ", "1234567.1", "1.1234567", "1.\u0662"})
    void noVersions(String text) {
        assertThat(WireVersion.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T10:00:59Z",
                "2024-02-29T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "2026-11-21T10:00:00.123456Z",
                "2026-12-31T23:59:59Z"
            })
    void times(String text) {
        assertThat(WireTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @Test
    void timesWithAnOffset() {
        assertThat(WireTime.parse("2026-11-21T10:00:00+02:00")).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(WireTime.parse("2026-11-21T10:00:00+00:00")).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-21T10:00:00",
                "2026-02-29T10:00:00Z",
                "2026-13-01T10:00:00Z",
                "2026-11-21T10:60:00Z",
                "2026-11-21T10:00:60Z",
                "2026-11-21 10:00:00Z"
            })
    void noTimes(String text) {
        assertThatThrownBy(() -> WireTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
