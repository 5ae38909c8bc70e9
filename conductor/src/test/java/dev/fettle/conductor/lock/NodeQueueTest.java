package dev.fettle.conductor.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.operation.LockHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class NodeQueueTest {
    private static final UUID NODE = UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123");
    private static final LockHolder HOLDER =
            new LockHolder(NODE, "cond-2", "deploy", Instant.parse("2026-11-21T12:00:00Z"));

    @Test
    void await_freeNode_returnsTheResult() {
        var queue = new NodeQueue(Duration.ofSeconds(1), System::nanoTime);

        assertThat(queue.await(NODE, () -> new Try.Got<>("done"))).isEqualTo("done");
    }

    @Test
    void await_heldForTooLong_saysWhoHoldsIt() {
        var queue = new NodeQueue(Duration.ofMillis(30), System::nanoTime);

        assertThatThrownBy(() -> queue.await(NODE, () -> new Try.Held<>(HOLDER)))
                .isInstanceOfSatisfying(FaultException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.NODE_LOCKED);
                    assertThat(fault.text())
                            .isEqualTo("Node " + NODE
                                    + " is locked by host cond-2, please retry after the current operation is"
                                    + " completed.");
                    assertThat(fault.details())
                            .containsEntry("holder", "cond-2")
                            .containsEntry("operation", "deploy")
                            .containsEntry("since", "2026-11-21T12:00:00Z")
                            .containsKey("retry_after");
                });
    }

    @Test
    void await_heldForAMoment_succeedsWhenReleased() {
        var queue = new NodeQueue(Duration.ofSeconds(10), System::nanoTime);
        var held = new AtomicBoolean(true);
        var tries = new AtomicInteger();

        var result = queue.await(NODE, () -> {
            if (tries.incrementAndGet() == 3) {
                held.set(false);
                queue.released(NODE);
            }
            return held.get() ? new Try.Held<>(HOLDER) : new Try.Got<>("mine");
        });

        assertThat(result).isEqualTo("mine");
    }

    @Test
    void await_releasedWhileATryGoesOn_triesAgainWithoutWaiting() {
        var never = Duration.ofHours(1);
        var queue = new NodeQueue(Duration.ofMinutes(1), System::nanoTime, never, never);
        var tries = new AtomicInteger();

        var result = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> queue.await(NODE, () -> {
                    if (tries.incrementAndGet() == 2) {
                        return new Try.Got<>("mine");
                    }
                    queue.released(NODE);
                    return new Try.Held<>(HOLDER);
                }));

        assertThat(result).isEqualTo("mine");
    }

    @Test
    void await_manyCallers_neverTryAtTheSameTime() throws InterruptedException {
        var queue = new NodeQueue(Duration.ofSeconds(10), System::nanoTime);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(32);

        for (var i = 0; i < 32; i++) {
            Thread.ofVirtual()
                    .start(() -> queue.await(NODE, () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(100_000);
                        inside.decrementAndGet();
                        done.countDown();
                        return new Try.Got<>("ok");
                    }));
        }

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }
}
