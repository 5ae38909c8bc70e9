package dev.fettle.conductor.step;

import dev.fettle.driver.spi.Step.Resume;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.step.StepSpec;
import java.util.function.Supplier;

/**
 * A listed step, found: what running and observing it means, wherever it is carried out.
 *
 * @param shown whether it is shown on the node and recorded before it starts; the conductor's own quick steps are not
 */
record RunnableStep(
        StepSpec spec, Resume resume, boolean shown, Supplier<StepOutcome> run, Supplier<StepOutcome> observe) {}
