package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.RescueInterface;
import dev.fettle.driver.spi.StepOutcome;

/** Rescues without an agent: everything is done when the call returns. */
public final class FakeRescue implements RescueInterface {

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public StepOutcome rescue(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.RESCUE_DELAY);
        return StepOutcome.done();
    }

    @Override
    public void unrescue(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.RESCUE_DELAY);
    }

    @Override
    public void cleanUp(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.RESCUE_DELAY);
    }
}
