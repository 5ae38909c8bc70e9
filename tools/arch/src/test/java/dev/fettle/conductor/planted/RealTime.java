package dev.fettle.conductor.planted;

import java.time.Instant;

/** Planted: breaks "time is injected". */
final class RealTime {
    Instant now() {
        return Instant.now();
    }
}
