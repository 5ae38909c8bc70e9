package dev.fettle.conductor.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.model.FaultException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration LENGTH = Duration.ofSeconds(15);

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final Lease lease = new Lease(nanos::get);

    @Test
    void holds_beforeItBegan_isFalse() {
        assertThat(lease.holds(lease.term())).isFalse();
        assertThatThrownBy(lease::ensureHeld).isInstanceOf(FaultException.class);
    }

    @Test
    void holds_endsBeforeTheDatabaseWouldEndIt() {
        lease.begin(lease.now(), LENGTH);
        var term = lease.term();

        pass(Duration.ofMillis(12_900));
        assertThat(lease.holds(term)).isTrue();
        pass(Duration.ofMillis(200));
        assertThat(lease.holds(term)).isFalse();
    }

    @Test
    void renewed_isCountedFromBeforeItWasSent() {
        lease.begin(lease.now(), LENGTH);
        pass(Duration.ofSeconds(5));
        var sentAt = lease.now();
        pass(Duration.ofSeconds(10));

        lease.renewed(sentAt, LENGTH);

        assertThat(lease.holds(lease.term())).isTrue();
        pass(Duration.ofSeconds(4));
        assertThat(lease.holds(lease.term())).isFalse();
    }

    @Test
    void newTerm_voidsTheWorkOfTheOldOne() {
        lease.begin(lease.now(), LENGTH);
        var old = lease.term();

        lease.end();
        lease.begin(lease.now(), LENGTH);

        assertThat(lease.holds(old)).isFalse();
        assertThat(lease.holds(lease.term())).isTrue();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
