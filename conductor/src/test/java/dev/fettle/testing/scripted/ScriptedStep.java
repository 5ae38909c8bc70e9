package dev.fettle.testing.scripted;

import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.step.StepSpec;
import java.util.Map;

/** A step of the deploy interface whose scene has its name. */
record ScriptedStep(StepSpec spec) implements Step {

    static ScriptedStep of(String name, int priority, boolean abortable, boolean requiresRamdisk) {
        return new ScriptedStep(new StepSpec(
                "deploy", name, Map.of(), priority, abortable, requiresRamdisk, StepSpec.Source.DRIVER, Map.of()));
    }

    @Override
    public Resume resume() {
        return Resume.OBSERVE;
    }

    @Override
    public StepOutcome run(NodeTask task, Map<String, Object> args) {
        return Script.play(task, spec.step());
    }
}
