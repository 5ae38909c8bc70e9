package dev.fettle.conductor.step;

import dev.fettle.model.Fault;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an operation of one kind does: the steps it opens with (one of them may put more into the list), how it ends and what a failure
 * leaves behind. A value; the order of work is read here and nowhere else.
 *
 * @param answersCaller whether the caller waits and is told of a failure itself; {@code last_error} then stays as it is
 * @param afresh the step that plans all steps anew when the agent has changed its own; empty: the step in work is run again
 */
public record Flow(
        OperationKind kind,
        Optional<StepKind> family,
        List<ConductorStep> opening,
        Map<String, ConductorStep> steps,
        Function<OperationTask, Ending> ending,
        FailureEnding failure,
        boolean answersCaller,
        Optional<StepSpec> afresh) {

    /**
     * How an operation ends well.
     *
     * @param event moves the provision state; empty when the operation has no part in it
     * @param forced target state that the event is fired with
     * @param node the node as it is to be saved
     */
    public record Ending(Optional<ProvisionEvent> event, Optional<ProvisionState> forced, Node node) {

        public static Ending of(ProvisionEvent event, Node node) {
            return new Ending(Optional.of(event), Optional.empty(), node);
        }

        public static Ending quiet(Node node) {
            return new Ending(Optional.empty(), Optional.empty(), node);
        }
    }

    /** Cleans up after a failure and says what becomes of the node; may touch hardware. {@code last_error} is set by the engine. */
    @FunctionalInterface
    public interface FailureEnding {
        Ending end(OperationTask task, Fault fault);
    }

    public static Builder on(OperationKind kind) {
        return new Builder(kind);
    }

    /** The list that a new operation starts with. */
    public List<StepSpec> openingList() {
        return opening.stream()
                .map(step -> StepSpec.conductor(step.name(), Map.of()))
                .toList();
    }

    /** Collects the parts of a flow in the order of their running. */
    public static final class Builder {
        private final OperationKind kind;
        private Optional<StepKind> family = Optional.empty();
        private final List<ConductorStep> opening = new ArrayList<>();
        private final Map<String, ConductorStep> steps = new LinkedHashMap<>();
        private boolean answersCaller;
        private Optional<StepSpec> afresh = Optional.empty();

        private Builder(OperationKind kind) {
            this.kind = kind;
        }

        /** Steps of drivers and agents of that family take part, and are shown on the node while they run. */
        public Builder stepsOf(StepKind stepKind) {
            family = Optional.of(stepKind);
            return this;
        }

        /** The caller waits for the end. */
        public Builder answeringCaller() {
            answersCaller = true;
            return this;
        }

        /** An agent that changes its steps makes all steps begin anew, with this one. */
        public Builder afreshFrom(String step) {
            afresh = Optional.of(StepSpec.conductor(step, Map.of()));
            return this;
        }

        public Builder step(ConductorStep step) {
            opening.add(step);
            return later(step);
        }

        /** A step that another one puts into the list. */
        public Builder later(ConductorStep step) {
            if (steps.put(step.name(), step) != null) {
                throw new IllegalArgumentException(kind + " has two steps named " + step.name());
            }
            return this;
        }

        public Flow ends(Function<OperationTask, Ending> ending, FailureEnding failure) {
            return new Flow(
                    kind, family, List.copyOf(opening), Map.copyOf(steps), ending, failure, answersCaller, afresh);
        }
    }
}
