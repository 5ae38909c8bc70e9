package dev.fettle.driver.fake;

import dev.fettle.config.Option;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepArgument;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepSpec;
import java.util.Map;

/** A step that takes its time and does little; idempotent. */
record FakeStep(
        StepSpec spec, Map<String, StepArgument> arguments, Option<String> delay, StepOutcome outcome, Effect effect)
        implements Step {

    /** What the step does beside taking its time. */
    @FunctionalInterface
    interface Effect {
        void on(NodeTask task, Map<String, Object> args);
    }

    static FakeStep of(InterfaceKind kind, String step, int priority, Option<String> delay) {
        var spec = new StepSpec(kind.word(), step, Map.of(), priority, false, true, StepSpec.Source.DRIVER, Map.of());
        return new FakeStep(spec, Map.of(), delay, StepOutcome.done(), (_, _) -> {});
    }

    FakeStep taking(String argument, String description) {
        return new FakeStep(spec, Map.of(argument, new StepArgument(description, true)), delay, outcome, effect);
    }

    /** Runs without a ramdisk. */
    FakeStep outOfBand() {
        return new FakeStep(respec(spec.abortable(), false), arguments, delay, outcome, effect);
    }

    FakeStep abortable() {
        return new FakeStep(respec(true, spec.requiresRamdisk()), arguments, delay, outcome, effect);
    }

    FakeStep endingIn(StepOutcome other) {
        return new FakeStep(spec, arguments, delay, other, effect);
    }

    FakeStep doing(Effect other) {
        return new FakeStep(spec, arguments, delay, outcome, other);
    }

    @Override
    public Resume resume() {
        return Resume.RUN_AGAIN;
    }

    @Override
    public StepOutcome run(NodeTask task, Map<String, Object> args) {
        FakeDelay.pause(task, delay);
        effect.on(task, args);
        return outcome;
    }

    private StepSpec respec(boolean abortable, boolean requiresRamdisk) {
        return new StepSpec(
                spec.iface(),
                spec.step(),
                spec.args(),
                spec.priority(),
                abortable,
                requiresRamdisk,
                spec.source(),
                spec.extra());
    }
}
