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

    /** Only manual steps that all run without one make it needless. */
    static boolean needsRamdisk(OperationTask task) {
        if (task.operation().kind() == OperationKind.CLEAN) {
            return true;
        }
        if (Boolean.TRUE.equals(task.operation().args().get("disable_ramdisk"))) {
            return false;
        }
        return StepPlan.needsRamdisk(
                task, StepKind.CLEAN, StepPlan.fromArgs(task.operation().args(), "clean_steps"));
    }
}
