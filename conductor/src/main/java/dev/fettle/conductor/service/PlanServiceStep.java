package dev.fettle.conductor.service;

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

/** Asks interfaces and agent for their steps and completes the caller's list by what they say. */
final class PlanServiceStep implements ConductorStep {
    static final String NAME = ShownSteps.PLAN + "service";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var withRamdisk = RequestedService.needsRamdisk(task);
        var offered = StepPlan.offered(task, StepKind.SERVICE, withRamdisk ? ofAgent(task) : List.of());
        var requested = RequestedService.steps(task);
        StepPlan.requireKnown(requested, offered);
        var steps = StepPlan.manual(requested, offered);
        task.change(node -> node.withInternal("service_steps", ShownSteps.of(steps)));
        var rest = new ArrayList<>(steps);
        if (withRamdisk) {
            rest.add(StepSpec.conductor(TearDownServiceStep.NAME, Map.of()));
        }
        task.planRest(rest);
        return StepOutcome.done();
    }

    private static List<StepSpec> ofAgent(OperationTask task) {
        return task.driver()
                .deploy()
                .inBand()
                .map(agent -> agent.fetch(task, StepKind.SERVICE))
                .orElse(List.of());
    }
}
