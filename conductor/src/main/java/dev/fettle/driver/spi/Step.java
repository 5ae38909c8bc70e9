package dev.fettle.driver.spi;

import dev.fettle.model.step.StepSpec;
import java.util.Map;

/**
 * One unit of work on a node. Runs on the virtual thread of its operation, with the node's lock. A step returns {@link StepOutcome.Failed} for
 * what hardware is expected to do wrong and throws only a {@link dev.fettle.model.FaultException} (same effect) or for bugs.
 */
public interface Step {

    /** How the step is listed: interface, name, priority and so on. */
    StepSpec spec();

    /** Arguments that it takes, by name. */
    default Map<String, StepArgument> arguments() {
        return Map.of();
    }

    /** What to do when the conductor died within {@link #run}. */
    Resume resume();

    StepOutcome run(NodeTask task, Map<String, Object> args);

    /**
     * Finds out how far the step is. Called when something happened to an operation that waits in this step (a heartbeat, a poll), and after a
     * crash when {@link #resume} says so.
     */
    default StepOutcome observe(NodeTask task, Map<String, Object> args) {
        return StepOutcome.done();
    }

    /** What may happen to a step whose conductor died. */
    enum Resume {
        /** Idempotent: simply run it again. */
        RUN_AGAIN,
        /** Ask hardware or agent first; {@link StepOutcome.NotStarted} then runs it. */
        OBSERVE,
        /** Can be neither repeated nor observed: fail with a reason. */
        FAIL
    }
}
