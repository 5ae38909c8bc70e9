package dev.fettle.conductor.abort;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionState;
import java.util.Map;

/** Cleans up behind work that was given up at its caller's request; the node is in its failed state already. */
public final class AbortFlow {
    private AbortFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.ABORT)
                .step(new CleanUpStep())
                .ends(task -> Flow.Ending.quiet(aborted(task)), (task, _) -> Flow.Ending.quiet(task.node()));
    }

    private static dev.fettle.model.node.Node aborted(OperationTask task) {
        return AgentMemory.forgotten(task.node())
                .with(NodeFields.CLEAN_STEP, Map.of())
                .with(NodeFields.DEPLOY_STEP, Map.of())
                .with(
                        NodeFields.LAST_ERROR,
                        "By request, the work was aborted in state "
                                + task.operation().args().get("state") + ".");
    }

    /** Undoes what the preparation of the given-up work made. */
    private static final class CleanUpStep implements ConductorStep {

        @Override
        public String name() {
            return "clean_up";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            var deploy = task.driver().deploy();
            switch (ProvisionState.of(String.valueOf(task.operation().args().get("state")))) {
                case CLEAN_WAIT, CLEAN_HOLD -> deploy.tearDownCleaning(task);
                case INSPECT_WAIT -> task.driver().inspect().abort(task);
                default -> deploy.cleanUp(task);
            }
            return StepOutcome.done();
        }
    }
}
