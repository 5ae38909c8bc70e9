package dev.fettle.driver.spi.bmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.bmc.BmcGate.Access;
import dev.fettle.driver.spi.bmc.BmcGate.Turn;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BmcGateTest {
    private static final Duration NOT_LONG = Duration.ofMillis(20);
    private static final BmcLimits LIMITS = new BmcLimits(2, 3, Duration.ofSeconds(10), Duration.ofSeconds(60), 100);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000); // a monotonic clock may be about to overflow
    private final BmcGate gate = new BmcGate(LIMITS, now::get);

    @Test
    void twoRequestsAtATime_theThirdGivesUp() {
        try (var first = enter("a", Access.READ);
                var second = enter("a", Access.READ)) {
            assertRefused("a", "busy");
            first.answered();
            second.answered();
        }
        enter("a", Access.READ).close();
    }

    @Test
    void oneWriterAtATime_readersBesideIt() {
        try (var writer = enter("a", Access.WRITE)) {
            assertThatThrownBy(() -> enter("a", Access.WRITE)).hasMessageContaining("busy");
            enter("a", Access.READ).close();
            writer.answered();
        }
        enter("a", Access.WRITE).close();
    }

    @Test
    void otherBmcs_areNotAffected() {
        fail("dead", 3);
        assertRefused("dead", "3 times");
        try (var turn = enter("alive", Access.WRITE)) {
            turn.answered();
        }
    }

    @Test
    void waiting_getsItsTurnWhenOneEnds() throws InterruptedException {
        var first = enter("a", Access.WRITE);
        var got = new CountDownLatch(1);
        var waiter = Thread.ofVirtual().start(() -> {
            try (var turn = gate.enter("a", Access.WRITE, Duration.ofSeconds(10), FaultCode.IPMI_FAILURE)) {
                turn.answered();
                got.countDown();
            }
        });
        first.answered();
        first.close();
        assertThat(got.await(10, TimeUnit.SECONDS)).isTrue();
        waiter.join();
    }

    @Test
    void open_letsOneTryThroughAfterThePause() {
        fail("a", 3);
        advance(9);
        assertRefused("a", "left alone for another 1 s");
        advance(2);
        try (var probe = enter("a", Access.READ)) {
            assertRefused("a", "left alone"); // one at a time
            probe.answered();
        }
        enter("a", Access.READ).close();
        assertThat(gate.size()).isZero();
    }

    @Test
    void open_failedTry_doublesThePauseUpToItsEnd() {
        fail("a", 3);
        advance(11);
        fail("a", 1);
        advance(19);
        assertRefused("a", "left alone");
        advance(2);
        for (var i = 0; i < 5; i++) {
            fail("a", 1);
            advance(61);
        }
        enter("a", Access.READ).close();
    }

    @Test
    void open_tryWithoutAnOutcome_leavesTheNextOneToTry() {
        fail("a", 3);
        advance(11);
        enter("a", Access.READ).close(); // a bug or a lost lock: nothing is known
        try (var turn = enter("a", Access.READ)) {
            turn.answered();
        }
    }

    @Test
    void success_startsTheCountAnew() {
        fail("a", 2);
        try (var turn = enter("a", Access.READ)) {
            turn.answered();
        }
        fail("a", 2);
        enter("a", Access.READ).close();
    }

    @Test
    void remembersOnlyWhatIsInUseOrFailing_andNotTooMany() {
        for (var i = 0; i < 500; i++) {
            try (var turn = enter("good" + i, Access.READ)) {
                turn.answered();
            }
        }
        assertThat(gate.size()).isZero();
        for (var i = 0; i < 500; i++) {
            fail("bad" + i, 1);
        }
        assertThat(gate.size()).isLessThanOrEqualTo(LIMITS.maxAddresses());
    }

    @Test
    void manyThreads_neverExceedTheLimits() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new Thread[40];
        for (var i = 0; i < threads.length; i++) {
            var access = i % 2 == 0 ? Access.READ : Access.WRITE;
            threads[i] = Thread.ofVirtual().start(() -> {
                for (var round = 0; round < 50; round++) {
                    try (var turn = gate.enter("a", access, Duration.ofSeconds(15), FaultCode.IPMI_FAILURE)) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(1000);
                        inside.decrementAndGet();
                        turn.answered();
                    }
                }
            });
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isEqualTo(2);
        assertThat(gate.size()).isZero();
    }

    private Turn enter(String address, Access access) {
        return gate.enter(address, access, NOT_LONG, FaultCode.REDFISH_CONNECTION_ERROR);
    }

    private void fail(String address, int times) {
        for (var i = 0; i < times; i++) {
            try (var turn = enter(address, Access.READ)) {
                turn.unreachable();
            }
        }
    }

    private void advance(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void assertRefused(String address, String text) {
        assertThatThrownBy(() -> enter(address, Access.READ))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.REDFISH_CONNECTION_ERROR))
                .hasMessageContaining(text);
    }
}
