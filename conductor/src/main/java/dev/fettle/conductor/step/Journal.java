package dev.fettle.conductor.step;

import dev.fettle.db.operation.OperationStore;
import dev.fettle.model.operation.StepRun;
import dev.fettle.model.step.StepSpec;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down where an operation stands. A step that is shown is recorded before it runs, together with the end of the one before, in one
 * transaction; the conductor's own quick steps are written with whatever comes next, as they may be run again.
 */
public final class Journal {
    private final OperationStore operations;
    private final Clock clock;

    public Journal(OperationStore operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /** The step at the cursor is about to run. Durable on return when the step is shown. */
    void begins(Flow flow, OperationTask task, RunnableStep step) {
        task.progress(Progress.begun(task.operation()));
        task.record(run(task, null, null));
        if (!step.shown()) {
            return;
        }
        flow.family()
                .ifPresent(family -> family.nodeField()
                        .ifPresent(field -> task.change(node -> node.with(
                                        field, step.spec().toJson())
                                .withInternal(family.word() + "_step_index", ShownSteps.indexOf(task.operation())))));
        write(task);
    }

    /** The step at the cursor is over; the cursor moves on unless it failed. Written with the next record. */
    void ended(OperationTask task, String outcome, @Nullable String detail) {
        task.record(run(task, outcome, detail));
        if (outcome.equals("done")) {
            task.progress(Progress.advanced(task.operation()));
        }
    }

    /** The steps from the cursor on give way to a new plan. Durable on return. */
    void replanned(OperationTask task, StepSpec plan) {
        task.record(run(task, "replanned", "The agent changed its steps."));
        task.planRest(List.of(plan));
        task.progress(Progress.advanced(task.operation()));
        write(task);
    }

    private void write(OperationTask task) {
        var changes = task.node().values().changesFrom(task.savedNode().values());
        var runs = task.takeRuns();
        task.durably(() -> operations.checkpoint(task.lock(), task.operation(), runs, changes));
        task.nodeWritten();
    }

    private StepRun run(OperationTask task, @Nullable String outcome, @Nullable String detail) {
        var op = task.operation();
        var step = op.steps().get(op.cursor());
        var now = clock.instant();
        var started = task.startedAt(op.cursor(), now);
        return new StepRun(
                op.cursor(),
                op.attempt(),
                step.iface(),
                step.step(),
                started,
                outcome == null ? null : now,
                outcome,
                detail);
    }
}
