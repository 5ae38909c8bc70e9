package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.DeployInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import java.util.List;

/** Deploys and cleans without an agent: everything is done when the call returns. */
public final class FakeDeploy implements DeployInterface {
    private static final Step DEPLOY = FakeStep.of(InterfaceKind.DEPLOY, "deploy", 100, FakeOptions.DEPLOY_DELAY)
            .outOfBand()
            .abortable();

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public List<Step> steps(StepKind kind) {
        return kind == StepKind.DEPLOY ? List.of(DEPLOY) : List.of();
    }

    @Override
    public void prepare(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.DEPLOY_DELAY);
    }

    @Override
    public void cleanUp(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.DEPLOY_DELAY);
    }

    @Override
    public void tearDown(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.DEPLOY_DELAY);
    }

    @Override
    public StepOutcome prepareCleaning(NodeTask task) {
        return StepOutcome.done();
    }

    @Override
    public void tearDownCleaning(NodeTask task) {}
}
