package dev.fettle.conductor.step;

import dev.fettle.model.operation.Operation;
import dev.fettle.model.step.StepSpec;
import java.util.List;

/** The next versions of an operation as its steps go on; everything else of it stays. */
final class Progress {
    private Progress() {}

    /** The step at the cursor is about to run once more. */
    static Operation begun(Operation op) {
        return with(op, op.steps(), op.cursor(), true, op.attempt() + 1);
    }

    /** The step at the cursor is over. */
    static Operation advanced(Operation op) {
        return with(op, op.steps(), op.cursor() + 1, false, 0);
    }

    static Operation planned(Operation op, List<StepSpec> steps) {
        return with(op, steps, op.cursor(), op.stepStarted(), op.attempt());
    }

    private static Operation with(Operation op, List<StepSpec> steps, int cursor, boolean started, int attempt) {
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
}
