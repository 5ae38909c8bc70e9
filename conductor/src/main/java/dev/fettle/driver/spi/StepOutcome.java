package dev.fettle.driver.spi;

import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import java.time.Duration;

/** How a step, or a look at one, ended. */
public sealed interface StepOutcome {

    /** Finished: the next step may start. */
    record Done() implements StepOutcome {}

    /**
     * Goes on without us: the operation is parked and the node's lock given back.
     *
     * @param atMost silence after which the operation fails; a heartbeat starts it anew
     * @param forWhat what is waited for, for people
     */
    record Waiting(Duration atMost, String forWhat) implements StepOutcome {}

    /** Cannot be finished. */
    record Failed(Fault fault) implements StepOutcome {}

    /** Only from {@code observe}: nothing of the step has happened, run it. */
    record NotStarted() implements StepOutcome {}

    static StepOutcome done() {
        return new Done();
    }

    static StepOutcome waiting(Duration atMost, String forWhat) {
        return new Waiting(atMost, forWhat);
    }

    static StepOutcome failed(FaultCode code, String message, String remedy) {
        return new Failed(new Fault(code, message, remedy));
    }
}
