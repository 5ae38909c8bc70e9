package dev.fettle.conductor.clean;

import dev.fettle.conductor.step.CacheHardwareFactsStep;
import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.ShownSteps;
import dev.fettle.conductor.step.StepPlan;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks interfaces and agent for their steps and puts the list in order. */
final class PlanCleaningStep implements ConductorStep {
    static final String NAME = ShownSteps.PLAN + "cleaning";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var withRamdisk = BeginCleaningStep.needsRamdisk(task);
        var offered = StepPlan.offered(task, StepKind.CLEAN, withRamdisk ? ofAgent(task) : List.of());
        var steps = CleaningRequest.of(task)
                .map(request -> completed(request.steps(), offered))
                .orElseGet(() -> StepPlan.automatedClean(task, offered));
        task.change(node -> node.withInternal("clean_steps", ShownSteps.of(steps)));
        var rest = new ArrayList<>(steps);
        if (withRamdisk) {
            rest.add(StepSpec.conductor(TearDownCleaningStep.NAME, Map.of()));
        }
        rest.add(StepSpec.conductor(CacheHardwareFactsStep.NAME, Map.of()));
        task.planRest(rest);
        return StepOutcome.done();
    }

    private static List<StepSpec> ofAgent(OperationTask task) {
        return task.driver()
                .deploy()
                .inBand()
                .map(agent -> agent.fetch(task, StepKind.CLEAN))
                .orElse(List.of());
    }

    private static List<StepSpec> completed(List<StepSpec> requested, List<StepSpec> offered) {
        StepPlan.requireKnown(requested, offered);
        return StepPlan.manual(requested, offered);
    }
}
