package dev.fettle.conductor.deploy;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.GivenUp;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.image.PublishedMedia;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** active → cleaning: takes the instance off a machine. What follows is bound to the state entered. */
public final class TearDownFlow {
    /** Argument of the operation: the state that the node was in. */
    static final String STATE = "state";

    /** States in which the machine has, or may have, a rescue system. */
    private static final Set<String> RESCUED = Set.of("rescue", "rescue wait", "rescue failed", "unrescue failed");

    private static final List<String> OF_THE_INSTANCE =
            List.of("is_whole_disk_image", "is_source_a_path", "root_uuid_or_disk_id", "deploy_boot_mode", "instance");

    private TearDownFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.TEAR_DOWN)
                .step(new TearDownStep())
                .step(new DetachVifsStep())
                .ends(task -> Flow.Ending.of(ProvisionEvent.CLEAN, withoutInstance(task.node())), TearDownFlow::failed);
    }

    /** Behind a deploy that was aborted on hold: the instance is taken off at once, and the node stays where it is. */
    public static GivenUp givenUp() {
        return new GivenUp() {
            @Override
            public void cleanUp(OperationTask task) {
                tearDown(task);
                detachVifs(task);
            }

            @Override
            public Node afterwards(Node node) {
                return withoutInstance(node).with(NodeFields.DEPLOY_STEP, Map.of());
            }
        };
    }

    /** The instance is gone even when the machine resisted ({@code contract/conductor.md} section 9). */
    private static Flow.Ending failed(OperationTask task, Fault fault) {
        return Flow.Ending.of(ProvisionEvent.FAIL, withoutInstance(task.node()));
    }

    private static Node withoutInstance(Node node) {
        var released = AgentMemory.forgotten(node)
                .with(NodeFields.INSTANCE_INFO, Map.of())
                .with(NodeFields.INSTANCE_UUID, null)
                .with(NodeFields.INSTANCE_NAME, null);
        for (var key : OF_THE_INSTANCE) {
            released = released.withInternal(key, null);
        }
        return Boolean.TRUE.equals(released.internalInfo().get("automatic_lessee"))
                ? released.with(NodeFields.LESSEE, null).withInternal("automatic_lessee", null)
                : released;
    }

    private static void tearDown(OperationTask task) {
        var deploy = task.driver().deploy();
        deploy.cleanUp(task);
        deploy.tearDown(task);
        removeMedia(task);
    }

    /** What was put into virtual drives from here was for the instance that goes. */
    private static void removeMedia(OperationTask task) {
        var types = PublishedMedia.typesOf(task.node());
        if (types.isEmpty()) {
            return;
        }
        try {
            task.driver().management().virtualMediaControl(task).detach(task, types);
        } catch (FaultException e) {
            if (e.code() != FaultCode.UNSUPPORTED_DRIVER_EXTENSION) {
                throw e;
            } // the node got another management interface since
        }
        PublishedMedia.of(task.config()).withdraw(task, types);
    }

    private static void detachVifs(OperationTask task) {
        var network = task.driver().network();
        network.vifs(task).forEach(vif -> network.detachVif(task, String.valueOf(vif.get("id"))));
    }

    /** Power off, networks and boot files away. */
    private static final class TearDownStep implements ConductorStep {

        @Override
        public String name() {
            return "tear_down";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            if (RESCUED.contains(String.valueOf(task.operation().args().get(STATE)))) {
                task.driver().rescue().cleanUp(task);
            }
            tearDown(task);
            return StepOutcome.done();
        }
    }

    /** Nothing of the tenant's networks stays on the node. */
    private static final class DetachVifsStep implements ConductorStep {

        @Override
        public String name() {
            return "detach_vifs";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            detachVifs(task);
            return StepOutcome.done();
        }
    }
}
