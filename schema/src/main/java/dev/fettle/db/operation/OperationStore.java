package dev.fettle.db.operation;

import static dev.fettle.db.operation.OperationRows.ALL;
import static dev.fettle.db.operation.OperationRows.ID;
import static dev.fettle.db.operation.OperationRows.INCARNATION_OF;
import static dev.fettle.db.operation.OperationRows.OPERATIONS;

import dev.fettle.db.Database;
import dev.fettle.db.node.HistoryRows;
import dev.fettle.db.node.NodeStore;
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
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Accepted work and its progress. Every transition of an operation is one transaction with the node's change, its lock and its history; what the
 * holder of a lock writes is fenced. Blocks; thread-safe.
 */
public final class OperationStore {
    private final Database database;
    private final OperationQuestions questions;

    public OperationStore(Database database) {
        this.database = database;
        this.questions = new OperationQuestions(database);
    }

    /**
     * Takes work on: duplicate check by request id, lock, state transition, row (design §2.2).
     *
     * @param seen the node that the work was checked against
     * @param changes of the node, written with it
     * @param supersede whether an operation that waits on the node is given up for it
     */
    public Acceptance accept(
            NewOperation offered, Node seen, Values changes, Optional<HistoryEntry> history, boolean supersede) {
        return database.transaction(sql -> {
            var taken = Locking.take(sql, seen, offered.owner(), offered.kind().word(), changes);
            if (taken.isEmpty()) {
                return questions
                        .byRequest(sql, offered)
                        .<Acceptance>map(Acceptance.Duplicate::new)
                        .orElseGet(() -> Locking.whyNot(sql, offered.nodeUuid()));
            }
            if (supersede) {
                giveUpWaiting(sql, taken.get().lock().nodeId());
            }
            var inserted = insert(sql, offered, taken.get().lock());
            if (inserted.isEmpty()) {
                throw new DuplicateRequest();
            }
            history.ifPresent(entry -> HistoryRows.add(sql, taken.get().node(), entry));
            return new Acceptance.Accepted(inserted.get(), taken.get().node(), taken.get().lock());
        }, DuplicateRequest.class, () -> new Acceptance.Duplicate(questions.byRequest(offered)));
    }

    /** Goes on with an operation that waits: takes the node's lock under a new fence. */
    public Resumption resume(long operation, String owner, Values changes, Optional<HistoryEntry> history) {
        return database.transaction(sql -> {
            var found = questions.locked(sql, operation);
            if (found.isEmpty() || found.get().state() != OperationState.WAITING) {
                return new Resumption.Gone();
            }
            var op = found.get();
            var taken = Locking.takeFree(sql, op.nodeUuid(), owner, op.kind().word(), changes);
            if (taken.isEmpty()) {
                return Locking.whyNotResumed(sql, op.nodeUuid());
            }
            history.ifPresent(entry -> HistoryRows.add(sql, taken.get().node(), entry));
            return resumed(sql, op, owner, taken.get());
        });
    }

    /** Takes over work of a dead conductor. */
    public Resumption claim(Orphan orphan, String owner, UUID incarnation) {
        return database.transaction(sql -> {
            var op = orphan.operation();
            var taken = Locking.takeFrom(sql, op, owner);
            return taken.isEmpty() ? new Resumption.Gone() : resumed(sql, op, owner, taken.get());
        });
    }

    /**
     * Writes down where an operation stands.
     *
     * @param changes of the node; may be empty
     * @throws LockLostException when the lock was taken away
     */
    public Operation checkpoint(NodeLock lock, Operation next, List<StepRun> runs, Values changes) {
        return database.transaction(sql -> {
            requireHeld(sql, lock, changes);
            progress(sql, lock, next, OperationState.RUNNING);
            StepRunRows.write(sql, next.id(), runs);
            return next;
        });
    }

    /** Gives the lock back until something happens, at most for that long. Returns the node. */
    public Node park(
            NodeLock lock,
            Operation next,
            Duration atMost,
            List<StepRun> runs,
            Values changes,
            Optional<HistoryEntry> history) {
        return database.transaction(sql -> {
            var node = Locking.release(sql, lock, changes);
            progress(sql, lock, next, OperationState.WAITING);
            sql.execute(
                    "update operations set wait_deadline = now() + make_interval(secs => ?) where id = ?",
                    seconds(atMost),
                    next.id());
            StepRunRows.write(sql, next.id(), runs);
            history.ifPresent(entry -> HistoryRows.add(sql, node, entry));
            return node;
        });
    }

    /**
     * Closes an operation and gives the lock back; or hands it on to the operation that follows, accepted in the same transaction.
     *
     * @return the operation that follows, if one was given
     */
    public Optional<Acceptance.Accepted> finish(
            NodeLock lock,
            Operation last,
            OperationState end,
            List<StepRun> runs,
            Values changes,
            List<HistoryEntry> history,
            Optional<NewOperation> next) {
        return database.transaction(sql -> {
            var follower = next.map(it -> Locking.handOn(sql, lock, it.kind().word(), changes));
            var node = follower.map(Locking.Taken::node).orElseGet(() -> Locking.release(sql, lock, changes));
            progress(sql, lock, last, end);
            StepRunRows.write(sql, last.id(), runs);
            history.forEach(entry -> HistoryRows.add(sql, node, entry));
            return next.map(it -> new Acceptance.Accepted(
                    insert(sql, it, follower.orElseThrow().lock()).orElseThrow(DuplicateRequest::new),
                    node,
                    follower.orElseThrow().lock()));
        });
    }

    /** A sign of life: the deadline of what waits on the node starts anew. False when nothing waits. */
    public boolean touch(UUID node, Duration atMost) {
        return database.run(sql -> sql.execute(
                        "with alive as (update operations o set wait_deadline = now() + make_interval(secs => ?) from nodes n"
                                + " where n.uuid = ? and o.node_id = n.id and o.state = 'waiting' returning o.node_id)"
                                + " update nodes set provision_updated_at = now() from alive where nodes.id = alive.node_id",
                        seconds(atMost),
                        node))
                > 0;
    }

    /** What waits on the node. */
    public Optional<Operation> waiting(UUID node) {
        return questions.waiting(node);
    }

    public Optional<Operation> find(long operation) {
        return questions.find(operation);
    }

    /** The newest operations of a node, newest first. */
    public List<Operation> history(UUID node, int limit) {
        return questions.history(node, limit);
    }

    /** Running work whose conductor's lease has lapsed, or that an earlier life of ours began. */
    public List<Orphan> orphans(String host, UUID incarnation, int limit) {
        return questions.orphans(host, incarnation, limit);
    }

    /** Running work of this life of ours. */
    public List<Operation> runningOf(String host, UUID incarnation) {
        return questions.runningOf(host, incarnation);
    }

    /** Work that has waited past its deadline, by the database's clock. */
    public List<Operation> overdue(int limit) {
        return questions.overdue(limit);
    }

    /** Frees nodes whose lock belongs to no running work; returns how many. Without effect where all is well. */
    public int releaseStrayLocks() {
        return database.run(sql -> sql.execute(
                "update nodes set reservation = null, reserved_at = null, reserved_for = null, fence = fence + 1"
                        + " where reservation is not null and not exists"
                        + " (select 1 from operations o where o.node_id = nodes.id and o.state = 'running')"));
    }

    private static Resumption.Resumed resumed(DSLContext sql, Operation op, String owner, Locking.Taken taken) {
        var row = sql.resultQuery(
                        "update operations set state = 'running', wait_deadline = null, owner = ?, fence = ?,"
                                + " owner_incarnation = " + INCARNATION_OF + " where id = ? returning *",
                        owner,
                        taken.lock().fence(),
                        owner,
                        op.id())
                .coerce(ALL.toArray(org.jooq.Field[]::new))
                .fetchOptional()
                .orElseThrow();
        return new Resumption.Resumed(OperationRows.operation(row, op.nodeUuid()), taken.node(), taken.lock());
    }

    private static void requireHeld(DSLContext sql, NodeLock lock, Values changes) {
        if (changes.isEmpty()) {
            return; // the fence of the operation's own row is checked by its update
        }
        NodeStore.fencedUpdate(sql, lock, changes);
    }

    private static void progress(DSLContext sql, NodeLock lock, Operation next, OperationState state) {
        var over = state == OperationState.DONE || state == OperationState.FAILED;
        var updated = sql.update(OPERATIONS)
                .set(DSL.field(DSL.name("state")), (Object) state.word())
                .set(DSL.field(DSL.name("cursor")), (Object) next.cursor())
                .set(DSL.field(DSL.name("step_started")), (Object) next.stepStarted())
                .set(DSL.field(DSL.name("attempt")), (Object) next.attempt())
                .set(DSL.field(DSL.name("steps")), (Object) OperationRows.stepsJson(next.steps()))
                .set(
                        DSL.field(DSL.name("ended_at")),
                        over ? DSL.currentOffsetDateTime() : DSL.castNull(java.time.OffsetDateTime.class))
                .where(ID.eq(next.id()))
                .and(OperationRows.FENCE.eq(lock.fence()))
                .and(OperationRows.STATE.eq(OperationState.RUNNING.word()))
                .execute();
        if (updated == 0) {
            throw new LockLostException(lock.nodeUuid(), lock.fence());
        }
    }

    private static Optional<Operation> insert(DSLContext sql, NewOperation offered, NodeLock lock) {
        return sql.resultQuery(
                        "insert into operations (node_id, kind, request_id, requested_by, project, args, steps, state, owner,"
                                + " owner_incarnation, fence) values (?, ?, ?, ?, ?, ?, ?, 'running', ?, " + INCARNATION_OF
                                + ", ?) on conflict (request_id, node_id, kind) do nothing returning *",
                        lock.nodeId(),
                        offered.kind().word(),
                        offered.requestId(),
                        offered.user(),
                        offered.project(),
                        org.jooq.JSONB.valueOf(dev.fettle.db.row.CleanText.requireJson(
                                "arguments", dev.fettle.db.row.JsonText.write(offered.args()))),
                        OperationRows.stepsJson(offered.steps()),
                        offered.owner(),
                        offered.owner(),
                        lock.fence())
                .coerce(ALL.toArray(org.jooq.Field[]::new))
                .fetchOptional()
                .map(row -> OperationRows.operation(row, lock.nodeUuid()));
    }

    private static void giveUpWaiting(DSLContext sql, long node) {
        sql.execute(
                "update operations set state = 'failed', ended_at = now(), wait_deadline = null where node_id = ? and state ="
                        + " 'waiting'",
                node);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Rolls an acceptance back whose request was met before. */
    private static final class DuplicateRequest extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
