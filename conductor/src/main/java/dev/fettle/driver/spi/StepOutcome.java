package dev.fettle.driver.spi;

import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.node.Node;
import java.time.Duration;
import java.util.function.UnaryOperator;

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

    /**
     * Rests for that long without the node's lock and is then done by itself.
     *
     * @param length more than zero
     */
    record Pausing(Duration length) implements StepOutcome {}

    /**
     * Rests without the node's lock, for as long as it takes, until somebody says {@code unhold}.
     *
     * @param forWhat what is waited for, for people
     */
    record Held(String forWhat) implements StepOutcome {}

    /**
     * The agent's steps are no longer those that the operation was planned with: nothing of this step was done, and the flow says whether it is run
     * again or all steps are. What the agent offers now was fetched already.
     *
     * @param noted change of the node, written together with what follows
     */
    record StepsChanged(UnaryOperator<Node> noted) implements StepOutcome {}

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
