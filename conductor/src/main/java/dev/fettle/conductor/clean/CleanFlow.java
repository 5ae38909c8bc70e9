package dev.fettle.conductor.clean;

import dev.fettle.conductor.step.CacheHardwareFactsStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.GivenUp;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.RamdiskNeed;
import dev.fettle.conductor.step.StepFailure;
import dev.fettle.config.ConductorOptions;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.model.Fault;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.step.StepKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cleaning between tenants, by itself (automated) or as the caller says (manual). */
public final class CleanFlow {
    private static final String FAULT = "clean failure";

    private CleanFlow() {}

    /** Both kinds. */
    public static List<Flow> all(CleaningRunbook runbook) {
        return List.of(
                flow(Flow.on(OperationKind.CLEAN).afreshFrom(PlanCleaningStep.NAME), runbook),
                flow(Flow.on(OperationKind.MANUAL_CLEAN), runbook));
    }

    private static Flow flow(Flow.Builder of, CleaningRunbook runbook) {
        return of.stepsOf(StepKind.CLEAN)
                .step(new BeginCleaningStep(runbook))
                .step(new PrepareCleaningStep())
                .step(new PlanCleaningStep())
                .later(new TearDownCleaningStep())
                .later(new CacheHardwareFactsStep())
                .ends(CleanFlow::cleaned, CleanFlow::failed);
    }

    /** Behind cleaning that was aborted while it waited. */
    public static GivenUp givenUp() {
        return new GivenUp() {
            @Override
            public void cleanUp(OperationTask task) {
                tearDown(task);
            }

            @Override
            public Node afterwards(Node node) {
                return forgotten(node).with(NodeFields.CLEAN_STEP, Map.of());
            }

            @Override
            public Node uncleaned(Node node, String reason) {
                return StepFailure.blocked(node, FAULT, reason);
            }
        };
    }

    private static Flow.Ending cleaned(OperationTask task) {
        var node = forgotten(task.node());
        var event = isManual(task) || node.retired() ? ProvisionEvent.MANAGE : ProvisionEvent.DONE;
        return Flow.Ending.of(event, node);
    }

    /** A step that was running may have left the disks half wiped. */
    private static Flow.Ending failed(OperationTask task, Fault fault) {
        StepFailure.block(task, NodeFields.CLEAN_STEP, FAULT, fault);
        tearDown(task);
        task.change(CleanFlow::forgotten);
        if (task.config().get(ConductorOptions.POWEROFF_IN_CLEANFAIL)
                && !task.node().powerOffDisabled()) {
            NodePower.off(task);
        }
        return new Flow.Ending(Optional.of(ProvisionEvent.FAIL), target(task), task.node());
    }

    private static void tearDown(OperationTask task) {
        if (!RamdiskNeed.isNone(task.node(), StepKind.CLEAN)) {
            task.driver().deploy().tearDownCleaning(task);
        }
    }

    private static Node forgotten(Node node) {
        return CleaningRequest.forgotten(RamdiskNeed.forgotten(AgentMemory.forgotten(node), StepKind.CLEAN));
    }

    /** Manual cleaning insists on its target with every event ({@code contract/states.json} manual_clean_trap). */
    private static Optional<ProvisionState> target(OperationTask task) {
        return isManual(task) ? Optional.of(ProvisionState.MANAGEABLE) : Optional.empty();
    }

    private static boolean isManual(OperationTask task) {
        return task.operation().kind() == OperationKind.MANUAL_CLEAN;
    }
}
