package dev.fettle.http;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Value of the {@code Date} header, which RFC 9110 asks of servers that have a clock; formatted once a second. */
final class DateHeader {
    private final Clock clock;
    private volatile Cached cached = new Cached(Long.MIN_VALUE, "");

    private record Cached(long second, String text) {}

    DateHeader(Clock clock) {
        this.clock = clock;
    }

    String value() {
        var second = Math.floorDiv(clock.millis(), 1000L);
        var known = cached;
        if (known.second() != second) {
            var time = Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC);
            known = new Cached(second, DateTimeFormatter.RFC_1123_DATE_TIME.format(time));
            cached = known;
        }
        return known.text();
    }
}
