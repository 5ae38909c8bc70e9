package dev.fettle.conductor.step;

import dev.fettle.config.ConductorOptions;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.Map;

/** One step of a parent's operation, on a child: out of band, and over when it returns. The child's provision state has no part in it. */
public final class ChildStepFlow {
    private static final String FAMILY = "family";
    private static final String STEP = "step";

    private ChildStepFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.CHILD_STEP)
                .step(new ChildStep())
                .ends(task -> Flow.Ending.quiet(task.node()), (task, _) -> Flow.Ending.quiet(task.node()));
    }

    static Map<String, Object> args(StepKind family, StepSpec step) {
        return Map.of(FAMILY, family.name(), STEP, step.toRow());
    }

    /** Hands over to the child's own interface. */
    private static final class ChildStep implements ConductorStep {

        @Override
        public String name() {
            return "step_of_parent";
        }

        @Override
        @SuppressWarnings("unchecked")
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            var asked = task.operation().args();
            var family = StepKind.valueOf(String.valueOf(asked.get(FAMILY)));
            var spec = StepSpec.fromRow((Map<String, Object>) asked.getOrDefault(STEP, Map.of()));
            return ReservedSteps.powerOf(task, spec)
                    .or(() -> StepFinder.ofDriver(task.driver(), family, spec)
                            .map(step -> atOnce(task, spec, step.run(task, spec.args()))))
                    .orElseGet(() -> StepOutcome.failed(
                            FaultCode.INVALID_PARAMETER_VALUE,
                            "Child node " + task.node().uuid() + " has no interface that knows the step " + spec.key()
                                    + ".",
                            "Check the step's interface and name, or limit it to other children."));
        }

        private static StepOutcome atOnce(OperationTask task, StepSpec spec, StepOutcome outcome) {
            if (outcome instanceof StepOutcome.Done || outcome instanceof StepOutcome.Failed) {
                return outcome;
            }
            return task.config().get(ConductorOptions.PERMIT_CHILD_NODE_STEP_ASYNC_RESULT)
                    ? StepOutcome.done()
                    : StepOutcome.failed(
                            FaultCode.INVALID_STATE,
                            "Step " + spec.key() + " goes on by itself on child node "
                                    + task.node().uuid() + ", where nobody waits for it.",
                            "Use another step, or set [conductor] permit_child_node_step_async_result.");
        }
    }
}
