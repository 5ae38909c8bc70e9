package dev.fettle.testing.scripted;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.RescueInterface;
import dev.fettle.driver.spi.StepOutcome;

/** A rescue interface that does what its node's script says. */
public final class ScriptedRescue implements RescueInterface {

    @Override
    public String name() {
        return Script.NAME;
    }

    @Override
    public StepOutcome rescue(NodeTask task) {
        return Script.play(task, "rescue");
    }

    @Override
    public void finish(NodeTask task) {
        Script.act(task, "finish_rescue");
    }

    @Override
    public void unrescue(NodeTask task) {
        Script.act(task, "unrescue");
    }

    @Override
    public void cleanUp(NodeTask task) {
        Script.act(task, "clean_up_rescue");
    }
}
