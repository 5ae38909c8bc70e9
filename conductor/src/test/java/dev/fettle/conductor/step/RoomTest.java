package dev.fettle.conductor.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final AtomicLong inDatabase = new AtomicLong();
    private final AtomicInteger counts = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(-5);
    private final Room room = new Room(
            () -> {
                counts.incrementAndGet();
                return inDatabase.get();
            },
            now::get);

    @Test
    void countsOnceAndAddsThoseLetIn() {
        for (var i = 0; i < 10; i++) {
            assertThat(room.enter(10)).isTrue();
        }
        assertThat(counts).hasValue(1);
    }

    @Test
    void beforeItRefusesItCounts() {
        inDatabase.set(9);
        assertThat(room.enter(10)).isTrue();
        inDatabase.set(10);
        assertThat(room.enter(10)).isFalse();
        inDatabase.set(3);
        assertThat(room.enter(10)).isTrue();
        assertThat(counts).hasValue(3);
    }

    @Test
    void whatOthersLetInIsSeenAfterASecond() {
        assertThat(room.enter(10)).isTrue();
        inDatabase.set(10);
        now.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(room.enter(10)).isTrue();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(room.enter(10)).isFalse();
    }

    @Test
    void zeroLetsNobodyIn() {
        assertThat(room.enter(0)).isFalse();
    }
}
