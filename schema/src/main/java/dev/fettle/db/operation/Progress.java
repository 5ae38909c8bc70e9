package dev.fettle.db.operation;

import static dev.fettle.db.tables.Operations.OPERATIONS;

import dev.fettle.db.Batch;
import dev.fettle.db.Session;
import dev.fettle.db.Statement;
import dev.fettle.db.Template;
import dev.fettle.db.Templates;
import dev.fettle.db.row.CleanText;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.operation.OperationState;
import dev.fettle.model.operation.StepRun;
import dev.fettle.model.step.StepSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
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

    /**
     * What becomes of the operation.
     *
     * @param atMost how long it may wait; null for one that does not
     */
    record Move(OperationState to, @Nullable Duration atMost) {
        static final Move GO_ON = new Move(OperationState.RUNNING, null);
    }

    private record Shape(boolean steps, boolean moves, boolean waits, boolean ends) {}

    private static final Templates<Shape> UPDATES = new Templates<>(Progress::update);

    /** Begins and ends of steps; one that is known is brought up to date. */
    private static final String RUNS = """
            insert into operation_steps
                (operation_id, position, attempt, interface, step, started_at, ended_at, outcome, detail)
            select ?, run.* from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[],
                ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[], ?::text[]) as run
            on conflict (operation_id, position, attempt) do update
                set ended_at = excluded.ended_at, outcome = excluded.outcome, detail = excluded.detail, xid = excluded.xid""";

    /** Writes nothing when the operation runs under another fence, or no longer. */
    Batch.Result<Void> write(Batch batch, NodeLock lock, Operation next, Move move, List<StepRun> runs) {
        var withSteps = !next.steps().equals(stored.get(next.id()));
        var ends = move.to() == OperationState.DONE || move.to() == OperationState.FAILED;
        var shape = new Shape(withSteps, move.to() != OperationState.RUNNING, move.atMost() != null, ends);
        var values = new HashMap<String, @Nullable Object>();
        values.put("id", next.id());
        values.put("fence", lock.fence());
        values.put("cursor", next.cursor());
        values.put("step_started", next.stepStarted());
        values.put("attempt", next.attempt());
        values.put("steps", withSteps ? OperationRows.stepsJson(next.steps()) : null);
        values.put("state", move.to().word());
        values.put("seconds", move.atMost() == null ? null : move.atMost().toMillis() / 1000.0);
        var written = batch.add(UPDATES.get(shape).with(values));
        if (!runs.isEmpty()) {
            batch.add(runs(next.id(), runs));
        }
        return written;
    }

    private static Query update(Shape shape) {
        var settings = new LinkedHashMap<Field<?>, Object>();
        settings.put(OPERATIONS.CURSOR, Template.parameter("cursor", OPERATIONS.CURSOR));
        settings.put(OPERATIONS.STEP_STARTED, Template.parameter("step_started", OPERATIONS.STEP_STARTED));
        settings.put(OPERATIONS.ATTEMPT, Template.parameter("attempt", OPERATIONS.ATTEMPT));
        settings.put(OPERATIONS.UPDATED_AT, NodeRows.NOW);
        if (shape.steps()) {
            settings.put(OPERATIONS.STEPS, Template.parameter("steps", OPERATIONS.STEPS));
        }
        if (shape.moves()) {
            settings.put(OPERATIONS.STATE, Template.parameter("state", OPERATIONS.STATE));
        }
        if (shape.waits()) {
            settings.put(
                    OPERATIONS.WAIT_DEADLINE,
                    DSL.field(
                            "now() + make_interval(secs => {0})",
                            OPERATIONS.WAIT_DEADLINE.getDataType(), Template.parameter("seconds", Double.class)));
        } else if (shape.ends()) {
            settings.put(OPERATIONS.ENDED_AT, NodeRows.NOW);
        }
        return Session.SQL
                .update(OPERATIONS)
                .set(settings)
                .where(OPERATIONS.ID.eq(Template.parameter("id", OPERATIONS.ID)))
                .and(OPERATIONS.FENCE.eq(Template.parameter("fence", OPERATIONS.FENCE)))
                .and(OPERATIONS.STATE.eq(DSL.inline(OperationState.RUNNING.word())));
    }

    /** One statement for all. */
    private static Statement runs(long operation, List<StepRun> runs) {
        var latest = new LinkedHashMap<List<Integer>, StepRun>();
        runs.forEach(run -> latest.put(List.of(run.position(), run.attempt()), run));
        var all = List.copyOf(latest.values());
        return new Statement(
                RUNS,
                List.of(
                        operation,
                        numbers(all, StepRun::position),
                        numbers(all, StepRun::attempt),
                        texts(all, StepRun::iface),
                        texts(all, StepRun::step),
                        texts(all, run -> text(run.startedAt())),
                        texts(all, run -> text(run.endedAt())),
                        texts(all, StepRun::outcome),
                        texts(all, run -> CleanText.lenient(run.detail(), LONGEST_DETAIL))));
    }

    private static Long[] numbers(List<StepRun> runs, ToLongFunction<StepRun> number) {
        return runs.stream().mapToLong(number).boxed().toArray(Long[]::new);
    }

    private static @Nullable String[] texts(List<StepRun> runs, Function<StepRun, @Nullable String> text) {
        return runs.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
