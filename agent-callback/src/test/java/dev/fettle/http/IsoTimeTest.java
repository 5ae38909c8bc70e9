package dev.fettle.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoTimeTest {
    private static final DateTimeFormatter LIBRARY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T17:35:21.999999Z, 2026-11-21T17:35:21+00:00",
        "1970-01-01T00:00:00Z,        1970-01-01T00:00:00+00:00",
        "1969-12-31T23:59:59.5Z,      1969-12-31T23:59:59+00:00",
        "0007-02-03T04:05:06Z,        0007-02-03T04:05:06+00:00",
        "+12345-01-01T00:00:00Z,      +12345-01-01T00:00:00+00:00",
        "-0001-01-01T00:00:00Z,       -0001-01-01T00:00:00+00:00"
    })
    void oneForm(Instant time, String text) {
        assertThat(IsoTime.of(time)).isEqualTo(text);
    }

    @Test
    void theFormOfTheLibrary() {
        new Random(7).longs(5_000, -70_000_000_000L, 260_000_000_000L).forEach(second -> {
            var time = Instant.ofEpochSecond(second, 999_999_999);
            assertThat(IsoTime.of(time)).isEqualTo(LIBRARY.format(time));
        });
    }
}
