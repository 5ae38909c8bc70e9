package dev.fettle.db.operation;

import static dev.fettle.db.tables.OperationSteps.OPERATION_STEPS;
import static dev.fettle.db.tables.Operations.OPERATIONS;

import dev.fettle.db.Session;
import dev.fettle.db.row.CleanText;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.operation.OperationState;
import dev.fettle.model.operation.StepRun;
import dev.fettle.model.step.StepSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Writes where an operation stands. Thread-safe. */
final class Progress {
    private static final int LONGEST_DETAIL = 4096;

    /** Step lists as they are in the database, of operations this process runs: they are long and change rarely. */
    private final Map<Long, List<StepSpec>> stored = new ConcurrentHashMap<>();

    /** What is known to be stored, after the commit that stored it. */
    void stored(Operation operation) {
        stored.put(operation.id(), operation.steps());
    }

    /** After the end, or when it is not known what was stored. */
    void forget(long operation) {
        stored.remove(operation);
    }

    /** @throws dev.fettle.model.operation.LockLostException when the operation runs under another fence, or no longer */
    void write(Session session, NodeLock lock, Operation next, OperationState state, @Nullable Duration atMost) {
        var settings = new LinkedHashMap<Field<?>, @Nullable Object>();
        settings.put(OPERATIONS.CURSOR, next.cursor());
        settings.put(OPERATIONS.STEP_STARTED, next.stepStarted());
        settings.put(OPERATIONS.ATTEMPT, next.attempt());
        settings.put(OPERATIONS.UPDATED_AT, NodeRows.NOW);
        if (!next.steps().equals(stored.get(next.id()))) {
            settings.put(OPERATIONS.STEPS, JSONB.valueOf(OperationRows.stepsJson(next.steps())));
        }
        if (state != OperationState.RUNNING) {
            settings.put(OPERATIONS.STATE, state.word());
        }
        if (atMost != null) {
            settings.put(OPERATIONS.WAIT_DEADLINE, fromNow(atMost));
        } else if (state != OperationState.RUNNING) {
            settings.put(OPERATIONS.ENDED_AT, NodeRows.NOW);
        }
        var update = Session.SQL
                .update(OPERATIONS)
                .set(settings)
                .where(OPERATIONS.ID.eq(next.id()))
                .and(OPERATIONS.FENCE.eq(lock.fence()))
                .and(OPERATIONS.STATE.eq(OperationState.RUNNING.word()));
        if (session.execute(update) == 0) {
            throw Locking.lost(lock);
        }
    }

    /** One statement for all; a run that is known is brought up to date. */
    static void runs(Session session, long operation, List<StepRun> runs) {
        if (runs.isEmpty()) {
            return;
        }
        var latest = new LinkedHashMap<List<Integer>, StepRun>();
        runs.forEach(run -> latest.put(List.of(run.position(), run.attempt()), run));
        var insert = Session.SQL.insertInto(
                OPERATION_STEPS,
                OPERATION_STEPS.OPERATION_ID,
                OPERATION_STEPS.POSITION,
                OPERATION_STEPS.ATTEMPT,
                OPERATION_STEPS.INTERFACE,
                OPERATION_STEPS.STEP,
                OPERATION_STEPS.STARTED_AT,
                OPERATION_STEPS.ENDED_AT,
                OPERATION_STEPS.OUTCOME,
                OPERATION_STEPS.DETAIL);
        for (var run : latest.values()) {
            insert = insert.values(
                    operation,
                    run.position(),
                    run.attempt(),
                    run.iface(),
                    run.step(),
                    time(run.startedAt()),
                    time(run.endedAt()),
                    run.outcome(),
                    CleanText.lenient(run.detail(), LONGEST_DETAIL));
        }
        session.execute(
                insert.onConflict(OPERATION_STEPS.OPERATION_ID, OPERATION_STEPS.POSITION, OPERATION_STEPS.ATTEMPT)
                        .doUpdate()
                        .set(OPERATION_STEPS.ENDED_AT, DSL.excluded(OPERATION_STEPS.ENDED_AT))
                        .set(OPERATION_STEPS.OUTCOME, DSL.excluded(OPERATION_STEPS.OUTCOME))
                        .set(OPERATION_STEPS.DETAIL, DSL.excluded(OPERATION_STEPS.DETAIL))
                        .set(OPERATION_STEPS.XID, DSL.excluded(OPERATION_STEPS.XID)));
    }

    private static Field<OffsetDateTime> fromNow(Duration duration) {
        return DSL.field(
                "now() + make_interval(secs => {0})",
                SQLDataType.OFFSETDATETIME(6), DSL.val(duration.toMillis() / 1000.0));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
