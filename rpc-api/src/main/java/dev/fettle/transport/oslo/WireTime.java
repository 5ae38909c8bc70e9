package dev.fettle.transport.oslo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times on the wire: ISO 8601, nearly always {@code 2026-11-21T10:00:00Z}, which is read by hand: an object holds many. */
final class WireTime {
    private static final String USUAL = "dddd-dd-ddTdd:dd:ddZ";

    private WireTime() {}

    /** @throws DateTimeException for what is no time, or a time without an offset */
    static Instant parse(String text) {
        if (isUsual(text)) {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19))
                    .toInstant(ZoneOffset.UTC);
        }
        return text.endsWith("Z")
                ? Instant.parse(text)
                : OffsetDateTime.parse(text).toInstant();
    }

    private static boolean isUsual(String text) {
        if (text.length() != USUAL.length()) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            var wanted = USUAL.charAt(i);
            var found = text.charAt(i);
            if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
