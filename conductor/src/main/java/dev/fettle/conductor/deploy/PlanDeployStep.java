package dev.fettle.conductor.deploy;

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

/** Merges driver steps and the caller's into one list. The agent is not up: its own steps come in right after the step that boots it. */
final class PlanDeployStep implements ConductorStep {
    private static final String BOOTS_THE_AGENT = "deploy.deploy";

    @Override
    public String name() {
        return ShownSteps.PLAN + "deploy";
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var offered = StepPlan.offered(task, StepKind.DEPLOY, List.of());
        var steps = StepPlan.deploy(StepPlan.fromArgs(task.operation().args(), "deploy_steps"), offered);
        task.change(node -> node.withInternal("deploy_steps", ShownSteps.of(steps)));
        task.planRest(task.driver().deploy().inBand().isPresent() ? withRefresh(steps) : steps);
        return StepOutcome.done();
    }

    private static List<StepSpec> withRefresh(List<StepSpec> steps) {
        var all = new ArrayList<StepSpec>(steps.size() + 1);
        for (var step : steps) {
            all.add(step);
            if (step.key().equals(BOOTS_THE_AGENT)) {
                all.add(StepSpec.conductor(RefreshDeployStepsStep.NAME, Map.of()));
            }
        }
        return all;
    }
}
