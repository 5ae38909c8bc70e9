package dev.fettle.driver.ipmi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps commands to one BMC a least time apart: each one reserves its moment before it waits for it. Thread-safe. */
final class CommandSpacing {
    private static final int MANY = 10_000;

    private final ConcurrentHashMap<String, Instant> taken = new ConcurrentHashMap<>();

    /** How long to wait before the next command to that BMC. */
    Duration reserve(String bmc, Duration interval, Clock clock) {
        var now = clock.instant();
        if (taken.size() > MANY) {
            taken.values().removeIf(moment -> moment.plus(interval).isBefore(now));
        }
        var moment = taken.merge(bmc, now, (last, _) -> {
            var next = last.plus(interval);
            return next.isAfter(now) ? next : now;
        });
        var wait = Duration.between(now, moment);
        return wait.compareTo(Duration.ofHours(1)) < 0 ? wait : Duration.ZERO; // the clock was set back
    }
}
