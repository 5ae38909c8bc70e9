package dev.fettle.conductor.service;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.RamdiskNeed;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Map;

/** Decides whether a ramdisk is needed. */
final class BeginServiceStep implements ConductorStep {

    @Override
    public String name() {
        return "begin_service";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        task.driver().power().validate(task);
        task.driver().network().validate(task);
        task.change(AgentMemory::forgotten);
        if (!RequestedService.needsRamdisk(task)) {
            task.change(node -> RamdiskNeed.none(node, StepKind.SERVICE));
            task.planRest(List.of(StepSpec.conductor(PlanServiceStep.NAME, Map.of())));
        }
        return StepOutcome.done();
    }
}
