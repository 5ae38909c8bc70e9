package dev.fettle.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of day plus what it was turned by. */
public final class TurnedClock extends Clock {
    private volatile Duration turned = Duration.ZERO;

    /** For one thread. */
    public void turn(Duration by) {
        turned = turned.plus(by);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(turned);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
