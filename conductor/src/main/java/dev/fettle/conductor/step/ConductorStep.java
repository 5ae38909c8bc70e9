package dev.fettle.conductor.step;

import dev.fettle.driver.spi.StepOutcome;
import java.util.Map;

/**
 * A unit of work of the conductor itself, listed as {@code conductor.<name>} in an operation. Idempotent: after a crash it is run again, unless
 * it was waiting, when it is asked by {@link #observe}.
 */
public interface ConductorStep {

    String name();

    StepOutcome run(OperationTask task, Map<String, Object> args);

    /** Called when something happened to an operation that waits in this step. */
    default StepOutcome observe(OperationTask task, Map<String, Object> args) {
        return StepOutcome.done();
    }
}
