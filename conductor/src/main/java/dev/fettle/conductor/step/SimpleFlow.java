package dev.fettle.conductor.step;

import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.operation.OperationKind;
import java.util.Map;

/** Flows of a single action that has no part in the provision state, such as switching a light on. */
public final class SimpleFlow {
    /** Names the operation whose action was begun, for actions that must not happen twice. */
    private static final String BEGUN = "action_begun";

    private SimpleFlow() {}

    /** Does something to a node; may be run again after a crash unless the flow says otherwise. */
    @FunctionalInterface
    public interface Action {
        void run(OperationTask task, Map<String, Object> args);
    }

    /** The caller is answered when the work was accepted; a failure is noted on the node. */
    public static Flow inBackground(OperationKind kind, String name, Action action) {
        return ended(Flow.on(kind).step(new SingleStep(name, action)));
    }

    /** The caller waits for the end and is told of a failure. */
    public static Flow whileCallerWaits(OperationKind kind, String name, Action action) {
        return ended(Flow.on(kind).answeringCaller().step(new SingleStep(name, action)));
    }

    /** An action that is never begun twice: when its conductor dies within it, the work fails. */
    public static Action once(Action action) {
        return (task, args) -> {
            var mark = task.operation().uuid().toString();
            if (mark.equals(task.node().internalText(BEGUN))) {
                task.change(node -> node.withInternal(BEGUN, null));
                throw new FaultException(
                        FaultCode.INTERNAL,
                        "The conductor died in the middle of "
                                + task.operation().kind().word()
                                + ", so it is not known whether it took effect. Look at the machine before you repeat it.");
            }
            task.save(node -> node.withInternal(BEGUN, mark));
            try {
                action.run(task, args);
            } finally {
                task.change(node -> node.withInternal(BEGUN, null));
            }
        };
    }

    private static Flow ended(Flow.Builder builder) {
        return builder.ends(task -> Flow.Ending.quiet(task.node()), (task, _) -> Flow.Ending.quiet(task.node()));
    }

    private record SingleStep(String name, Action action) implements ConductorStep {
        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            try {
                action.run(task, task.operation().args());
                return StepOutcome.done();
            } catch (FaultException e) { // the caller asked for this action: its own words are enough
                return new StepOutcome.Failed(new Fault(e.code(), e.text(), Endings.REMEDY));
            }
        }
    }
}
