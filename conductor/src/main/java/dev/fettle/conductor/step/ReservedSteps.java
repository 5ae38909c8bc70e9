package dev.fettle.conductor.step;

import dev.fettle.config.ConductorOptions;
import dev.fettle.driver.spi.AgentWait;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.power.PowerTarget;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Steps that the conductor carries out itself, whatever interface they name: power, hold and wait ({@code contract/conductor.md} section 10).
 * All may be aborted: none leaves a machine half done.
 */
public final class ReservedSteps {
    private static final String HOLD = "hold";
    private static final String WAIT = "wait";
    private static final String SECONDS = "seconds";

    private static final Map<String, PowerTarget> POWER =
            Map.of("power_on", PowerTarget.ON, "power_off", PowerTarget.OFF, "reboot", PowerTarget.REBOOT);

    /** Which hold or wait was ended last: a conductor that dies right after does not make its successor wait anew. */
    private static final String RELEASED = "released_step";

    private ReservedSteps() {}

    public static boolean isReserved(StepSpec step) {
        return step.source() != StepSpec.Source.FLOW
                && (POWER.containsKey(step.step())
                        || step.step().equals(HOLD)
                        || step.step().equals(WAIT));
    }

    /**
     * Refuses arguments that mean nothing.
     *
     * @throws FaultException {@code INVALID_PARAMETER_VALUE}
     */
    public static void requireValid(StepSpec step) {
        var known = step.step().equals(WAIT) ? Set.of(SECONDS) : Set.<String>of();
        if (!known.containsAll(step.args().keySet())) {
            throw invalid(step, "takes " + (known.isEmpty() ? "no arguments" : "only the argument " + SECONDS));
        }
        if (step.args().containsKey(SECONDS) && seconds(step) <= 0) {
            throw invalid(step, "needs " + SECONDS + " as a whole number from 1");
        }
    }

    /** Whether it can be done without a ramdisk: all but the wait for an agent's call. */
    static boolean needsRamdisk(StepSpec step) {
        return step.step().equals(WAIT) && !isTimedWait(step);
    }

    /** A wait that ends by itself: reaching its deadline is its good end. */
    static boolean isTimedWait(StepSpec step) {
        return isReserved(step) && step.step().equals(WAIT) && step.args().containsKey(SECONDS);
    }

    /** As it is listed. */
    static StepSpec completed(StepSpec step) {
        return new StepSpec(
                step.iface(),
                step.step(),
                step.args(),
                step.priority(),
                true,
                needsRamdisk(step),
                step.source(),
                step.extra());
    }

    /** The node with the note that the step at the operation's cursor was waited for long enough. */
    static Node released(Node node, Operation operation) {
        return node.withInternal(RELEASED, mark(operation));
    }

    static Node withoutNote(Node node) {
        return node.withInternal(RELEASED, null);
    }

    static StepOutcome run(OperationTask task, StepKind family, StepSpec step) {
        if (mark(task.operation()).equals(task.node().internalText(RELEASED))) {
            return StepOutcome.done();
        }
        return switch (step.step()) {
            case HOLD -> new StepOutcome.Held("unhold");
            case WAIT ->
                isTimedWait(step)
                        ? new StepOutcome.Pausing(pause(task, step))
                        : StepOutcome.waiting(AgentWait.atMost(task, family), "the agent to call");
            default -> powerOf(task, step).orElseThrow();
        };
    }

    /** The power of the task's node; empty for steps that are no matter of power. */
    static Optional<StepOutcome> powerOf(NodeTask task, StepSpec step) {
        return Optional.ofNullable(POWER.get(step.step())).map(target -> {
            NodePower.change(task, target, NodePower.defaultTimeout(task.config(), target));
            return StepOutcome.done();
        });
    }

    private static Duration pause(NodeTask task, StepSpec step) {
        var most = Math.max(1, task.config().get(ConductorOptions.MAX_CONDUCTOR_WAIT_STEP_SECONDS));
        return Duration.ofSeconds(Math.min(seconds(step), most));
    }

    /** Not positive when it is no number of seconds. */
    private static long seconds(StepSpec step) {
        return switch (step.args().get(SECONDS)) {
            case Integer number -> number;
            case Long number -> number;
            case String digits when digits.matches("[0-9]{1,9}") -> Long.parseLong(digits);
            case null, default -> -1;
        };
    }

    private static String mark(Operation operation) {
        return operation.uuid() + "/" + operation.cursor();
    }

    private static FaultException invalid(StepSpec step, String problem) {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE, "The reserved step " + step.key() + " " + problem + ".");
    }
}
