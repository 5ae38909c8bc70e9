package dev.fettle.conductor.clean;

import dev.fettle.conductor.step.CacheHardwareFactsStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.Fault;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.step.StepKind;
import java.util.Optional;

/** Cleaning between tenants, by itself (automated) or as the caller says (manual). */
public final class CleanFlow {
    private static final String FAULT = "clean failure";

    private CleanFlow() {}

    public static Flow automated() {
        return flow(OperationKind.CLEAN);
    }

    public static Flow manual() {
        return flow(OperationKind.MANUAL_CLEAN);
    }

    private static Flow flow(OperationKind kind) {
        return Flow.on(kind)
                .stepsOf(StepKind.CLEAN)
                .step(new BeginCleaningStep())
                .step(new PrepareCleaningStep())
                .step(new PlanCleaningStep())
                .later(new TearDownCleaningStep())
                .later(new CacheHardwareFactsStep())
                .ends(CleanFlow::cleaned, CleanFlow::failed);
    }

    private static Flow.Ending cleaned(OperationTask task) {
        var node = AgentMemory.forgotten(task.node());
        var event = isManual(task) || node.retired() ? ProvisionEvent.MANAGE : ProvisionEvent.DONE;
        return Flow.Ending.of(event, node);
    }

    /** A step that was running may have left the disks half wiped: the node stays out of reach until somebody looked at it. */
    private static Flow.Ending failed(OperationTask task, Fault fault) {
        if (!task.node().require(NodeFields.CLEAN_STEP).isEmpty()) {
            task.change(node -> node.with(NodeFields.MAINTENANCE, true)
                    .with(NodeFields.FAULT, FAULT)
                    .with(
                            NodeFields.MAINTENANCE_REASON,
                            node.get(NodeFields.MAINTENANCE_REASON) == null
                                    ? fault.text()
                                    : node.get(NodeFields.MAINTENANCE_REASON)));
        }
        task.driver().deploy().tearDownCleaning(task);
        task.change(AgentMemory::forgotten);
        return new Flow.Ending(Optional.of(ProvisionEvent.FAIL), target(task), task.node());
    }

    /** Manual cleaning insists on its target with every event ({@code contract/states.json} manual_clean_trap). */
    private static Optional<ProvisionState> target(OperationTask task) {
        return isManual(task) ? Optional.of(ProvisionState.MANAGEABLE) : Optional.empty();
    }

    private static boolean isManual(OperationTask task) {
        return task.operation().kind() == OperationKind.MANUAL_CLEAN;
    }
}
