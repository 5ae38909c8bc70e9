package dev.fettle.conductor.clean;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.RamdiskNeed;
import dev.fettle.conductor.step.StepPlan;
import dev.fettle.config.ConductorOptions;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Map;

/** Decides whether there is anything to clean and whether a ramdisk is needed for it. */
final class BeginCleaningStep implements ConductorStep {
    private final CleaningRunbook runbook;

    /** @param runbook of automated cleaning */
    BeginCleaningStep(CleaningRunbook runbook) {
        this.runbook = runbook;
    }

    @Override
    public String name() {
        return "begin_cleaning";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        if (isSwitchedOff(task)) {
            task.planRest(List.of());
            return StepOutcome.done();
        }
        task.driver().power().validate(task);
        task.driver().network().validate(task);
        task.change(AgentMemory::forgotten);
        if (task.operation().kind() == OperationKind.CLEAN) {
            task.change(CleaningRequest::forgotten);
            runbook.of(task).ifPresent(request -> follow(task, request));
        }
        if (!needsRamdisk(task)) {
            task.change(node -> RamdiskNeed.none(node, StepKind.CLEAN));
            task.planRest(List.of(StepSpec.conductor(PlanCleaningStep.NAME, Map.of())));
        }
        return StepOutcome.done();
    }

    private static boolean isSwitchedOff(OperationTask task) {
        if (task.operation().kind() != OperationKind.CLEAN) {
            return false;
        }
        var ofNode = task.node().get(NodeFields.AUTOMATED_CLEAN);
        return !(ofNode != null ? ofNode : task.config().get(ConductorOptions.AUTOMATED_CLEAN));
    }

    private static void follow(OperationTask task, CleaningRequest request) {
        StepPlan.requireAcceptable(task, StepKind.CLEAN, request.steps(), request.withoutRamdisk());
        task.change(request::noted);
    }

    /** Only steps that somebody listed and that all run without one make it needless. */
    static boolean needsRamdisk(OperationTask task) {
        return CleaningRequest.of(task)
                .map(request ->
                        !request.withoutRamdisk() && StepPlan.needsRamdisk(task, StepKind.CLEAN, request.steps()))
                .orElse(true);
    }
}
