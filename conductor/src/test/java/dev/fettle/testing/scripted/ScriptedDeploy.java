package dev.fettle.testing.scripted;

import dev.fettle.driver.spi.DeployInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.step.StepKind;
import java.util.List;

/** A deploy interface that does what its node's script says. */
public final class ScriptedDeploy implements DeployInterface {
    private static final List<Step> DEPLOY = List.of(ScriptedStep.of("deploy", 100, true, false));
    private static final List<Step> CLEAN =
            List.of(ScriptedStep.of("erase", 10, true, true), ScriptedStep.of("weld", 0, false, true));
    private static final List<Step> SERVICE =
            List.of(ScriptedStep.of("polish", 0, true, true), ScriptedStep.of("weld", 0, false, true));

    @Override
    public String name() {
        return Script.NAME;
    }

    @Override
    public List<Step> steps(StepKind kind) {
        return switch (kind) {
            case DEPLOY -> DEPLOY;
            case CLEAN -> CLEAN;
            case SERVICE -> SERVICE;
            case VERIFY -> List.of();
        };
    }

    @Override
    public void prepare(NodeTask task) {
        Script.act(task, "prepare");
    }

    @Override
    public void cleanUp(NodeTask task) {
        Script.act(task, "clean_up");
    }

    @Override
    public void tearDown(NodeTask task) {
        Script.act(task, "tear_down");
    }

    @Override
    public StepOutcome prepareCleaning(NodeTask task) {
        return Script.play(task, "prepare_cleaning");
    }

    @Override
    public void tearDownCleaning(NodeTask task) {
        Script.act(task, "tear_down_cleaning");
    }

    @Override
    public StepOutcome prepareService(NodeTask task) {
        return Script.play(task, "prepare_service");
    }

    @Override
    public void tearDownService(NodeTask task) {
        Script.act(task, "tear_down_service");
    }
}
