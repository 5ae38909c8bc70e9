package dev.fettle.db.operation;

import dev.fettle.db.Batch;
import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.Statement;
import dev.fettle.db.row.HistoryRows;
import dev.fettle.db.row.NodeRow;
import dev.fettle.db.row.NodeRows;
import dev.fettle.db.row.NodeUpdate;
import dev.fettle.model.field.Values;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.operation.OperationState;
import dev.fettle.model.operation.StepRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Accepted work and the locks it holds. Each transition is one transaction with the node's change, its lock and its history; what the holder of a
 * lock writes is fenced. Row locks are taken in the order conductor, node, operation. Thread-safe; calls block.
 */
public final class OperationStore {
    private static final String SUPERSEDE = """
        update operations set state = 'failed', detail = 'superseded', ended_at = now(), updated_at = now(), wait_deadline = null
        where node_id = ? and state = 'waiting'\
        """;

    private static final String TOUCH = """
        with node as materialized (select id from nodes where uuid = ? for no key update),
            alive as (
                update operations set wait_deadline = now() + make_interval(secs => ?), updated_at = now()
                from node where node_id = node.id and state = 'waiting' returning node_id)
        update nodes set provision_updated_at = now() from alive where nodes.id = alive.node_id\
        """;

    private final Database database;
    private final OutcomeRows outcomes;
    private final Progress progress = new Progress();

    public OperationStore(Database database) {
        this.database = database;
        this.outcomes = new OutcomeRows(database);
    }

    /**
     * Takes work on: duplicate check by request id, lock, state transition and row with one commit (design §2.2).
     *
     * @param seen the node that the work was checked against; state and maintenance must still be the same
     * @param changes of the node
     * @param supersede whether an operation that waits on the node is failed for it; else it is in the way
     * @throws dev.fettle.model.FaultException {@code NODE_NOT_FOUND}
     */
    public Acceptance accept(
            NewOperation offered, Node seen, Values changes, Optional<HistoryEntry> history, boolean supersede) {
        try {
            var accepted = database.transaction(session -> {
                var asSeen = NodeUpdate.whileFree(
                        offered.nodeUuid(), seen.provisionState().toString(), seen.maintenance(), changes);
                var batch = session.batch();
                var row = Locking.take(
                        batch, asSeen, offered.owner(), offered.kind().word());
                if (supersede) {
                    batch.add(new Statement(SUPERSEDE, List.of(seen.id())));
                }
                var operation = batch.returning(OperationRows.insert(offered, seen.id()), OperationRows::read);
                history.ifPresent(entry -> batch.add(HistoryRows.insert(seen.id(), entry)));
                Locking.run(batch, changes);
                return accepted(
                        row.row().orElseThrow(Refused::new), operation.row().orElseThrow(Refused::new));
            });
            progress.stored(accepted.operation());
            return accepted;
        } catch (Refused _) {
            return database.run(session -> whyNot(session, offered));
        }
    }

    /** Goes on with an operation that waits: takes the node's lock under a new fence. */
    public Resumption resume(long operation, String owner, Values changes, Optional<HistoryEntry> history) {
        var waiting = database.run(session -> OperationReads.find(session, operation));
        if (waiting.isEmpty() || waiting.get().state() != OperationState.WAITING) {
            return new Resumption.Gone();
        }
        try {
            var resumed = database.transaction(session -> {
                var node = waiting.get().nodeId();
                var batch = session.batch();
                var taken = Locking.take(
                        batch,
                        NodeUpdate.whileFree(node, changes),
                        owner,
                        waiting.get().kind().word());
                var running = batch.returning(OperationRows.run(operation, owner, node), OperationRows::read);
                history.ifPresent(entry -> batch.add(HistoryRows.insert(node, entry)));
                Locking.run(batch, changes);
                var row = taken.row().orElseThrow(Refused::new);
                return new Resumption.Resumed(running.row().orElseThrow(Refused::new), row.node(), row.lock());
            });
            progress.stored(resumed.operation());
            return resumed;
        } catch (Refused _) {
            return database.run(session -> NodeRows.find(session, waiting.get().nodeUuid()))
                    .flatMap(NodeRow::holder)
                    .<Resumption>map(Resumption.Locked::new)
                    .orElseGet(Resumption.Gone::new);
        }
    }

    /**
     * Writes down where an operation stands.
     *
     * @param changes of the node; may be empty
     * @throws LockLostException when the lock was taken away; nothing was written
     */
    public Operation checkpoint(NodeLock lock, Operation next, List<StepRun> runs, Values changes) {
        fenced(next, session -> {
            var batch = session.batch();
            if (changes.isEmpty()) {
                Locking.run(batch, changes, lock, progress.write(batch, lock, next, Progress.Move.GO_ON, runs));
                return next;
            }
            var node = batch.add(NodeUpdate.underLock(lock, changes).returningNothing());
            Locking.run(batch, changes, lock, node, progress.write(batch, lock, next, Progress.Move.GO_ON, runs));
            return next;
        });
        progress.stored(next);
        return next;
    }

    /**
     * Gives the lock back until something happens.
     *
     * @param atMost how long; null: for as long as it takes
     * @return the node as it is then
     * @throws LockLostException when the lock was taken away; nothing was written
     */
    public Node park(
            NodeLock lock,
            Operation next,
            @Nullable Duration atMost,
            List<StepRun> runs,
            Values changes,
            Optional<HistoryEntry> history) {
        var parked = fenced(next, session -> {
            var batch = session.batch();
            var release = NodeUpdate.underLock(lock, changes).releasing();
            var node = batch.returning(release.returningWhole(), NodeRows::read);
            var written = progress.write(batch, lock, next, new Progress.Move(OperationState.WAITING, atMost), runs);
            history.ifPresent(entry -> batch.add(HistoryRows.insert(lock.nodeId(), entry)));
            Locking.run(batch, changes, lock, node, written);
            return node.row().orElseThrow().node();
        });
        progress.forget(next.id());
        return parked;
    }

    /**
     * Closes an operation and gives the lock back; or hands it on to the operation that follows, accepted with the same commit.
     *
     * @param end done or failed
     * @return the operation that follows, if one was given
     * @throws LockLostException when the lock was taken away; nothing was written
     */
    public Optional<Acceptance.Accepted> finish(
            NodeLock lock,
            Operation last,
            OperationState end,
            List<StepRun> runs,
            Values changes,
            List<HistoryEntry> history,
            Optional<NewOperation> next) {
        return finish(lock, last, end, runs, changes, history, next, Outcome.NONE);
    }

    /**
     * The same with what the operation changes beside the row of its node.
     *
     * @throws dev.fettle.model.FaultException when a value is taken; nothing was written
     */
    public Optional<Acceptance.Accepted> finish(
            NodeLock lock,
            Operation last,
            OperationState end,
            List<StepRun> runs,
            Values changes,
            List<HistoryEntry> history,
            Optional<NewOperation> next,
            Outcome outcome) {
        var accepted = fenced(last, session -> {
            outcomes.write(session, lock, outcome);
            var batch = session.batch();
            var taken = next.map(offered -> Locking.take(
                    batch,
                    NodeUpdate.underLock(lock, changes),
                    lock.holder(),
                    offered.kind().word()));
            Batch.Result<?> node = taken.isPresent()
                    ? taken.get()
                    : batch.add(NodeUpdate.underLock(lock, changes).releasing().returningNothing());
            var closed = progress.write(batch, lock, last, new Progress.Move(end, null), runs);
            history.forEach(entry -> batch.add(HistoryRows.insert(lock.nodeId(), entry)));
            var follower = next.map(
                    offered -> batch.returning(OperationRows.insert(offered, lock.nodeId()), OperationRows::read));
            Locking.run(batch, changes, lock, node, closed);
            return follower.map(operation -> accepted(
                    taken.flatMap(Batch.Result::row).orElseThrow(),
                    operation
                            .row()
                            .orElseThrow(() -> new IllegalStateException(
                                    "request " + next.get().requestId() + " was accepted before as "
                                            + next.get().kind().word()))));
        });
        progress.forget(last.id());
        accepted.ifPresent(it -> progress.stored(it.operation()));
        return accepted;
    }

    /** A sign of life: the deadline of what waits on the node starts anew. False when nothing waits. One statement. */
    public boolean touch(UUID node, Duration atMost) {
        var seconds = atMost.toMillis() / 1000.0;
        return database.run(session -> session.execute(TOUCH, List.of(node, seconds))) > 0;
    }

    /** The operation that runs on the node, or else the one that waits. */
    public Optional<Operation> open(UUID node) {
        return database.run(session -> OperationReads.open(session, node));
    }

    /** The operation that waits on the node. */
    public Optional<Operation> waiting(UUID node) {
        return database.run(session -> OperationReads.waiting(session, node));
    }

    public Optional<Operation> find(long operation) {
        return database.run(session -> OperationReads.find(session, operation));
    }

    /** The newest operations of a node, newest first. */
    public List<Operation> history(UUID node, int limit) {
        return database.run(session -> OperationReads.history(session, node, limit));
    }

    /** Work that has waited past its deadline, by the database's clock; longest overdue first. Not of nodes in maintenance. */
    public List<Operation> overdue(int limit) {
        return database.run(session -> OperationReads.overdue(session, limit));
    }

    /** Running work of this life of a conductor. */
    public List<Operation> runningOf(String host, UUID incarnation) {
        return database.run(session -> OperationReads.runningOf(session, host, incarnation));
    }

    /** Running work whose conductor's lease has run out, or that an earlier life of ours began. */
    public List<Orphan> orphans(String me, UUID incarnation, int limit) {
        return database.run(session -> OperationReads.orphans(session, me, incarnation, limit));
    }

    /** Takes an orphan over, under a new fence; its owner, should it still live, must register anew. */
    public Resumption claim(Orphan orphan, String me, UUID incarnation) {
        try {
            var claimed = database.transaction(session -> Takeover.claim(session, orphan.operation(), me, incarnation));
            progress.stored(claimed.operation());
            return claimed;
        } catch (Refused _) {
            return new Resumption.Gone();
        }
    }

    /** Frees nodes whose lock belongs to no running work; returns how many. Without effect where all is well. */
    public int releaseStrayLocks() {
        return database.run(Takeover::releaseStrayLocks);
    }

    /** After a failure it is not known which step list is stored. */
    private <T> T fenced(Operation operation, Function<Session, T> writes) {
        try {
            return database.transaction(writes);
        } catch (RuntimeException e) {
            progress.forget(operation.id());
            throw e;
        }
    }

    private static Acceptance.Accepted accepted(NodeRow node, Operation operation) {
        return new Acceptance.Accepted(operation, node.node(), node.lock());
    }

    private static Acceptance whyNot(Session session, NewOperation offered) {
        var duplicate = OperationReads.byRequest(session, offered);
        if (duplicate.isPresent()) {
            return new Acceptance.Duplicate(duplicate.get());
        }
        var row = NodeRows.find(session, offered.nodeUuid()).orElseThrow(() -> NodeRows.notFound(offered.nodeUuid()));
        return row.holder().<Acceptance>map(Acceptance.Locked::new).orElseGet(() -> new Acceptance.Changed(row.node()));
    }
}
