package dev.fettle.conductor.clean;

import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.StepPlan;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Steps that somebody listed, the caller of manual cleaning or a runbook, in the order of their running.
 *
 * @param rows {@code [{interface, step, args}]}
 */
record CleaningRequest(List<Map<String, Object>> rows, boolean withoutRamdisk) {
    /** Keeps the steps of the runbook for as long as cleaning lasts: who changes it meanwhile changes the next cleaning. */
    private static final String NOTE = "declarative_cleaning";

    private static final String STEPS = "clean_steps";
    private static final String WITHOUT_RAMDISK = "disable_ramdisk";

    /** Empty for automated cleaning by priority. */
    static Optional<CleaningRequest> of(OperationTask task) {
        return task.operation().kind() == OperationKind.CLEAN
                ? task.node().internalInfo().get(NOTE) instanceof Map<?, ?> note
                        ? Optional.of(read(note))
                        : Optional.empty()
                : Optional.of(read(task.operation().args()));
    }

    /** Of a runbook, from now on. */
    Node noted(Node node) {
        return node.withInternal(NOTE, Map.of(STEPS, rows, WITHOUT_RAMDISK, withoutRamdisk));
    }

    static Node forgotten(Node node) {
        return node.withInternal(NOTE, null);
    }

    List<StepSpec> steps() {
        return StepPlan.requested(rows);
    }

    @SuppressWarnings("unchecked")
    private static CleaningRequest read(Map<?, ?> kept) {
        var rows = kept.get(STEPS) instanceof List<?> list
                ? (List<Map<String, Object>>) list
                : List.<Map<String, Object>>of();
        return new CleaningRequest(rows, Boolean.TRUE.equals(kept.get(WITHOUT_RAMDISK)));
    }
}
