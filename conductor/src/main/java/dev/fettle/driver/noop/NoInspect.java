package dev.fettle.driver.noop;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.InspectInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;

/** For nodes that are not inspected. */
public final class NoInspect implements InspectInterface {

    @Override
    public String name() {
        return "no-inspect";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }

    @Override
    public StepOutcome inspect(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }

    @Override
    public void abort(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}
