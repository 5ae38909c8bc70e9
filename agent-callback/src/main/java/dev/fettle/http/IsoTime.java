package dev.fettle.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in UTC and whole seconds, such as {@code 2026-11-21T17:35:21+00:00}. By hand: a formatter takes ten times as long. */
final class IsoTime {
    private static final byte[] FRAME = "0000-00-00T00:00:00+00:00".getBytes(StandardCharsets.US_ASCII);
    private static final DateTimeFormatter ANY_YEAR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

    private IsoTime() {}

    static String of(Instant instant) {
        var time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            return ANY_YEAR.format(instant);
        }
        var text = FRAME.clone();
        put(text, 0, time.getYear() / 100);
        put(text, 2, time.getYear() % 100);
        put(text, 5, time.getMonthValue());
        put(text, 8, time.getDayOfMonth());
        put(text, 11, time.getHour());
        put(text, 14, time.getMinute());
        put(text, 17, time.getSecond());
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] text, int at, int twoDigits) {
        text[at] = (byte) ('0' + twoDigits / 10);
        text[at + 1] = (byte) ('0' + twoDigits % 10);
    }
}
