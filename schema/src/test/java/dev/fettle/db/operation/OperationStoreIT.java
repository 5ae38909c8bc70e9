package dev.fettle.db.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.db.Database;
import dev.fettle.db.Samples;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.node.HistoryQuery;
import dev.fettle.db.node.HistoryStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.history.HistoryRecord;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.operation.OperationState;
import dev.fettle.model.operation.StepRun;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.step.StepSpec;
import dev.fettle.testing.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperationStoreIT {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LAPSED = Duration.ofSeconds(-1);

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    private final Database database = POSTGRES.database();
    private final NodeStore nodes = new NodeStore(database);
    private final OperationStore operations = new OperationStore(database);
    private final ConductorStore conductors = new ConductorStore(database);

    @Test
    void acceptedWorkIsOneCommit() {
        var node = Samples.stored(database);
        var deploying = Samples.nothing().with(NodeFields.PROVISION_STATE, "deploying");
        var work = Samples.work(node, OperationKind.DEPLOY, "host-a");

        var accepted = (Acceptance.Accepted)
                operations.accept(work, node, deploying, Optional.of(entry("deploy begins")), false);

        assertThat(accepted.node().provisionState()).isEqualTo(ProvisionState.DEPLOYING);
        assertThat(accepted.node().get(NodeFields.RESERVATION)).isEqualTo("host-a");
        assertThat(accepted.lock().fence()).isEqualTo(1);
        assertThat(accepted.operation().steps()).isEqualTo(work.steps());
        assertThat(accepted.operation().args()).isEqualTo(work.args());
        assertThat(accepted.operation().state()).isEqualTo(OperationState.RUNNING);
        assertThat(operations.find(accepted.operation().id())).contains(accepted.operation());
        assertThat(operations.open(node.uuid())).contains(accepted.operation());
        assertThat(history(node)).extracting(HistoryRecord::event).containsExactly("deploy begins");
    }

    @Test
    void theSameRequestIsTakenOnce() {
        var node = Samples.stored(database);
        var work = Samples.work(node, OperationKind.DEPLOY, "host-a");
        var first = accept(node, OperationKind.DEPLOY, "host-a", work.requestId());

        assertThat(operations.accept(work, node, Samples.nothing(), Optional.empty(), false))
                .isEqualTo(new Acceptance.Duplicate(first.operation()));
        operations.finish(
                first.lock(),
                first.operation(),
                OperationState.DONE,
                List.of(),
                Samples.nothing(),
                List.of(),
                Optional.empty());
        assertThat(operations.accept(work, node, Samples.nothing(), Optional.empty(), false))
                .isInstanceOf(Acceptance.Duplicate.class);
        assertThat(nodes.lockHolder(node.uuid())).isEmpty();
    }

    @Test
    void anotherStateOrMaintenanceIsAChange() {
        var node = Samples.stored(database);
        nodes.edit(node.uuid(), it -> it.with(NodeFields.MAINTENANCE, true));

        assertThat(operations.accept(
                        Samples.work(node, OperationKind.DEPLOY, "a"),
                        node,
                        Samples.nothing(),
                        Optional.empty(),
                        false))
                .isInstanceOfSatisfying(
                        Acceptance.Changed.class,
                        changed -> assertThat(changed.current().maintenance()).isTrue());
    }

    @Test
    void ofTwoOwnersOneGetsTheLock() throws Exception {
        for (var round = 0; round < 10; round++) {
            var node = Samples.stored(database);
            var barrier = new CyclicBarrier(2);
            var results = new ArrayList<Acceptance>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var tasks = List.of("host-a", "host-b").stream()
                        .map(owner -> threads.submit((Callable<Acceptance>) () -> {
                            barrier.await(10, TimeUnit.SECONDS);
                            return operations.accept(
                                    Samples.work(node, OperationKind.POWER, owner),
                                    node,
                                    Samples.nothing(),
                                    Optional.empty(),
                                    false);
                        }))
                        .toList();
                for (var task : tasks) {
                    results.add(task.get(20, TimeUnit.SECONDS));
                }
            }
            assertThat(results)
                    .filteredOn(Acceptance.Accepted.class::isInstance)
                    .hasSize(1);
            assertThat(results).filteredOn(Acceptance.Locked.class::isInstance).hasSize(1);
        }
    }

    @Test
    void progressIsWrittenDown() {
        var node = Samples.stored(database);
        var accepted = accept(node, OperationKind.DEPLOY, "host-a");
        var begun = Instant.parse("2026-01-01T00:00:00Z");
        var run = new StepRun(0, 1, "conductor", "step-0", begun, null, null, null);
        var next = at(accepted.operation(), 0, true, 1, Samples.steps(4));

        operations.checkpoint(
                accepted.lock(), next, List.of(run), Samples.nothing().with(NodeFields.LAST_ERROR, "none"));
        assertThat(operations.find(next.id())).contains(next);
        assertThat(nodes.find(node.uuid()).orElseThrow().get(NodeFields.LAST_ERROR))
                .isEqualTo("none");

        var ended = new StepRun(0, 1, "conductor", "step-0", begun, begun.plusSeconds(5), "done", "x\0y");
        var after = at(next, 1, false, 0, next.steps());
        operations.checkpoint(accepted.lock(), after, List.of(run, ended), Samples.nothing());
        assertThat(operations.find(next.id())).contains(after);
        assertThat(runs(next.id())).containsExactly("0/1 done xy");
    }

    @Test
    void aParkedOperationFreesTheNodeAndGoesOnUnderANewFence() {
        var node = Samples.stored(database);
        var accepted = accept(node, OperationKind.DEPLOY, "host-a");
        var waiting = Samples.nothing().with(NodeFields.PROVISION_STATE, "wait call-back");

        var parked = operations.park(
                accepted.lock(),
                accepted.operation(),
                Duration.ofMinutes(1),
                List.of(),
                waiting,
                Optional.of(entry("waits")));
        assertThat(parked.get(NodeFields.RESERVATION)).isNull();
        assertThat(operations.waiting(node.uuid()).orElseThrow().waitDeadline()).isNotNull();
        assertThat(operations.overdue(10)).noneMatch(it -> it.nodeUuid().equals(node.uuid()));

        var deadline = operations.open(node.uuid()).orElseThrow().waitDeadline();
        assertThat(operations.touch(node.uuid(), Duration.ofMinutes(10))).isTrue();
        assertThat(operations.open(node.uuid()).orElseThrow().waitDeadline()).isAfter(deadline);

        var resumed = (Resumption.Resumed)
                operations.resume(accepted.operation().id(), "host-b", Samples.nothing(), Optional.empty());
        assertThat(resumed.lock().fence()).isGreaterThan(accepted.lock().fence());
        assertThat(resumed.operation().owner()).isEqualTo("host-b");
        assertThat(resumed.operation().waitDeadline()).isNull();
        assertThat(operations.touch(node.uuid(), LEASE)).isFalse();
        assertThat(operations.resume(accepted.operation().id(), "host-c", Samples.nothing(), Optional.empty()))
                .isEqualTo(new Resumption.Gone());
        assertLost(accepted);
    }

    @Test
    void workThatWaitsTooLongIsOverdue() {
        var node = Samples.stored(database);
        var accepted = accept(node, OperationKind.CLEAN, "host-a");
        operations.park(accepted.lock(), accepted.operation(), LAPSED, List.of(), Samples.nothing(), Optional.empty());

        assertThat(operations.overdue(100)).extracting(Operation::nodeUuid).contains(node.uuid());
    }

    @Test
    void somethingElseMayRunBesideWhatWaits() {
        var node = Samples.stored(database);
        var deploy = accept(node, OperationKind.DEPLOY, "host-a");
        operations.park(deploy.lock(), deploy.operation(), LEASE, List.of(), Samples.nothing(), Optional.empty());

        var power = accept(node, OperationKind.POWER, "host-b");

        assertThat(operations.open(node.uuid()).orElseThrow().kind()).isEqualTo(OperationKind.POWER);
        assertThat(operations.waiting(node.uuid()).orElseThrow().kind()).isEqualTo(OperationKind.DEPLOY);
        assertThat(operations.resume(deploy.operation().id(), "host-a", Samples.nothing(), Optional.empty()))
                .isInstanceOf(Resumption.Locked.class);
        assertThat(power.operation().state()).isEqualTo(OperationState.RUNNING);
    }

    @Test
    void whatWaitsIsGivenUpForWhatSupersedesIt() {
        var node = Samples.stored(database);
        var accepted = accept(node, OperationKind.DEPLOY, "host-a");
        operations.park(accepted.lock(), accepted.operation(), LEASE, List.of(), Samples.nothing(), Optional.empty());
        var tearDown = Samples.work(node, OperationKind.TEAR_DOWN, "host-b");

        assertThat(operations.accept(tearDown, node, Samples.nothing(), Optional.empty(), true))
                .isInstanceOf(Acceptance.Accepted.class);
        assertThat(operations.find(accepted.operation().id()).orElseThrow().state())
                .isEqualTo(OperationState.FAILED);
        assertThat(operations.history(node.uuid(), 10))
                .extracting(Operation::kind)
                .containsExactly(OperationKind.TEAR_DOWN, OperationKind.DEPLOY);
    }

    @Test
    void theEndFreesTheLockOrHandsItOn() {
        var node = Samples.stored(database);
        var first = accept(node, OperationKind.TEAR_DOWN, "host-a");
        var cleaning = Samples.nothing().with(NodeFields.PROVISION_STATE, "cleaning");

        var second = operations
                .finish(
                        first.lock(),
                        first.operation(),
                        OperationState.DONE,
                        List.of(),
                        cleaning,
                        List.of(entry("one"), entry("two")),
                        Optional.of(Samples.work(node, OperationKind.CLEAN, "host-a")))
                .orElseThrow();
        assertThat(second.lock().fence()).isEqualTo(first.lock().fence() + 1);
        assertThat(second.node().provisionState()).isEqualTo(ProvisionState.CLEANING);
        assertThat(operations.find(first.operation().id()).orElseThrow().endedAt())
                .isNotNull();
        assertThat(history(node)).extracting(HistoryRecord::event).containsExactly("one", "two");
        assertLost(first);

        assertThat(operations.finish(
                        second.lock(),
                        second.operation(),
                        OperationState.FAILED,
                        List.of(),
                        Samples.nothing(),
                        List.of(),
                        Optional.empty()))
                .isEmpty();
        assertThat(operations.open(node.uuid())).isEmpty();
        assertThat(nodes.lockHolder(node.uuid())).isEmpty();
        assertLost(second);
    }

    @Test
    void theWorkOfTheDeadIsTakenOver() {
        var dead = UUID.randomUUID();
        var mine = UUID.randomUUID();
        conductors.register("dead", dead, "", Samples.INTERFACES, LEASE);
        conductors.register("mine", mine, "", Samples.INTERFACES, LEASE);
        var node = Samples.stored(database);
        var accepted = accept(node, OperationKind.DEPLOY, "dead");
        assertThat(orphansOf(node, "mine", mine)).isEmpty();

        conductors.renew("dead", dead, LAPSED);
        var orphan = orphansOf(node, "mine", mine).getFirst();
        assertThat(orphan.driver()).isEqualTo("fake-hardware");
        var claimed = (Resumption.Resumed) operations.claim(orphan, "mine", mine);

        assertThat(claimed.lock().fence()).isEqualTo(accepted.lock().fence() + 1);
        assertThat(claimed.operation().owner()).isEqualTo("mine");
        assertThat(operations.runningOf("mine", mine)).contains(claimed.operation());
        assertThat(operations.claim(orphan, "mine", mine)).isEqualTo(new Resumption.Gone());
        assertThat(conductors.renew("dead", dead, LEASE)).isFalse();
        assertLost(accepted);
    }

    @Test
    void theLivingKeepTheirWork() {
        var theirs = UUID.randomUUID();
        var mine = UUID.randomUUID();
        conductors.register("alive", theirs, "", List.of(), LEASE);
        conductors.register("claimer", mine, "", List.of(), LEASE);
        var node = Samples.stored(database);
        accept(node, OperationKind.DEPLOY, "alive");
        conductors.renew("alive", theirs, LAPSED);
        var orphan = orphansOf(node, "claimer", mine).getFirst();

        assertThat(conductors.renew("alive", theirs, LEASE)).isTrue();
        assertThat(operations.claim(orphan, "claimer", mine)).isEqualTo(new Resumption.Gone());
        assertThat(operations.open(node.uuid()).orElseThrow().owner()).isEqualTo("alive");
    }

    @Test
    void aNewLifeTakesUpTheWorkOfTheLastOne() {
        var before = UUID.randomUUID();
        var now = UUID.randomUUID();
        conductors.register("reborn", before, "", List.of(), LEASE);
        var node = Samples.stored(database);
        var accepted = accept(node, OperationKind.DEPLOY, "reborn");
        assertThat(orphansOf(node, "reborn", before)).isEmpty();

        conductors.register("reborn", now, "", List.of(), LEASE);
        var orphan = orphansOf(node, "reborn", now).getFirst();
        assertThat(operations.claim(orphan, "reborn", before)).isEqualTo(new Resumption.Gone());
        assertThat(operations.claim(orphan, "reborn", now)).isInstanceOf(Resumption.Resumed.class);
        assertThat(orphansOf(node, "reborn", now)).isEmpty();
        assertLost(accepted);
    }

    @Test
    void locksWithoutWorkAreFreed() {
        var node = Samples.stored(database);
        var accepted = accept(node, OperationKind.DEPLOY, "host-a");
        assertThat(operations.releaseStrayLocks()).isZero();

        database.run(session -> session.execute(
                "update operations set state = 'failed' where id = ?",
                List.of(accepted.operation().id())));
        assertThat(operations.releaseStrayLocks()).isEqualTo(1);
        assertThat(nodes.lockHolder(node.uuid())).isEmpty();
        assertLost(accepted);
    }

    private Acceptance.Accepted accept(Node node, OperationKind kind, String owner) {
        return accept(node, kind, owner, UUID.randomUUID().toString());
    }

    private Acceptance.Accepted accept(Node node, OperationKind kind, String owner, String request) {
        return (Acceptance.Accepted) operations.accept(
                Samples.work(node, kind, owner, request), node, Samples.nothing(), Optional.empty(), false);
    }

    /** Nothing of an old holder gets through. */
    private void assertLost(Acceptance.Accepted old) {
        var lock = old.lock();
        var op = old.operation();
        var change = Samples.nothing().with(NodeFields.DESCRIPTION, "late");
        assertThatThrownBy(() -> nodes.save(lock, change)).isInstanceOf(LockLostException.class);
        for (var changes : List.of(change, Samples.nothing())) {
            assertThatThrownBy(() -> operations.checkpoint(lock, op, List.of(), changes))
                    .isInstanceOf(LockLostException.class);
            assertThatThrownBy(() -> operations.park(lock, op, LEASE, List.of(), changes, Optional.empty()))
                    .isInstanceOf(LockLostException.class);
            assertThatThrownBy(() -> operations.finish(
                            lock, op, OperationState.DONE, List.of(), changes, List.of(), Optional.empty()))
                    .isInstanceOf(LockLostException.class);
        }
        assertThat(nodes.find(lock.nodeUuid()).orElseThrow().get(NodeFields.DESCRIPTION))
                .isNull();
    }

    private List<Orphan> orphansOf(Node node, String me, UUID incarnation) {
        return operations.orphans(me, incarnation, 1000).stream()
                .filter(orphan -> orphan.nodeUuid().equals(node.uuid()))
                .toList();
    }

    private List<HistoryRecord> history(Node node) {
        return new HistoryStore(database).list(HistoryQuery.of(node.uuid()));
    }

    private List<String> runs(long operation) {
        return database.run(session -> session.list(
                "select position || '/' || attempt || ' ' || outcome || ' ' || detail from operation_steps where operation_id = ?",
                List.of(operation),
                row -> row.getString(1)));
    }

    private static Operation at(Operation op, int cursor, boolean started, int attempt, List<StepSpec> steps) {
        return new Operation(
                op.id(),
                op.uuid(),
                op.nodeId(),
                op.nodeUuid(),
                op.kind(),
                op.requestId(),
                op.user(),
                op.project(),
                op.args(),
                steps,
                cursor,
                started,
                attempt,
                op.state(),
                op.waitDeadline(),
                op.owner(),
                op.fence(),
                op.startedAt(),
                op.endedAt());
    }

    private static HistoryEntry entry(String event) {
        return new HistoryEntry(event, "transition", false, "host", "user", "project");
    }
}
