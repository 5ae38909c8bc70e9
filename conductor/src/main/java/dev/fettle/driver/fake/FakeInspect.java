package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.InspectInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;

/** Finds nothing and is content with it. */
public final class FakeInspect implements InspectInterface {

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public StepOutcome inspect(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.INSPECT_DELAY);
        return StepOutcome.done();
    }
}
