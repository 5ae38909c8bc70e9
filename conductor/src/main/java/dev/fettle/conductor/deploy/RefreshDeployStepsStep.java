package dev.fettle.conductor.deploy;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.ShownSteps;
import dev.fettle.conductor.step.StepPlan;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The agent is up: its steps join the list, and from now on every step must be known. */
final class RefreshDeployStepsStep implements ConductorStep {
    static final String NAME = "refresh_deploy_steps";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepOutcome run(OperationTask task, Map<String, Object> args) {
        var ofAgent = task.driver()
                .deploy()
                .inBand()
                .map(agent -> agent.fetch(task, StepKind.DEPLOY))
                .orElse(List.of());
        var offered = StepPlan.offered(task, StepKind.DEPLOY, ofAgent);
        var requested = StepPlan.fromArgs(task.operation().args(), "deploy_steps");
        StepPlan.requireKnown(requested, offered);
        var steps = StepPlan.deploy(requested, offered);
        task.change(node -> node.withInternal("deploy_steps", ShownSteps.of(steps)));
        task.planRest(notYetRun(task, steps));
        return StepOutcome.done();
    }

    private static List<StepSpec> notYetRun(OperationTask task, List<StepSpec> steps) {
        var op = task.operation();
        var over =
                op.steps().subList(0, op.cursor()).stream().map(StepSpec::key).collect(Collectors.toSet());
        return steps.stream().filter(step -> !over.contains(step.key())).toList();
    }
}
