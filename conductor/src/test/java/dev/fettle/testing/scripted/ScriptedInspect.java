package dev.fettle.testing.scripted;

import dev.fettle.driver.spi.InspectInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;

/** An inspect interface that does what its node's script says. */
public final class ScriptedInspect implements InspectInterface {

    @Override
    public String name() {
        return Script.NAME;
    }

    @Override
    public StepOutcome inspect(NodeTask task) {
        return Script.play(task, "inspect");
    }

    @Override
    public boolean canAbort() {
        return true;
    }

    @Override
    public void abort(NodeTask task) {
        Script.act(task, "abort_inspection");
    }
}
