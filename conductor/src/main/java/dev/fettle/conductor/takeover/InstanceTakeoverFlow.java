package dev.fettle.conductor.takeover;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * active → active: this conductor looks after the instance from now on. It makes what a conductor keeps for an instance, such as boot files, and
 * serves its console; the machine is not restarted. When that fails, the node stays with the conductor it had, and the next look tries again.
 */
public final class InstanceTakeoverFlow {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceTakeoverFlow.class);

    private InstanceTakeoverFlow() {}

    /** @param me key of this conductor's row */
    public static Flow flow(LongSupplier me) {
        return Flow.on(OperationKind.TAKE_OVER)
                .answeringCaller() // whatever else is wrong with the node is more important: see noted
                .step(new PrepareInstanceStep())
                .step(new RestartConsoleStep())
                .ends(
                        task -> Flow.Ending.quiet(task.node().with(NodeFields.CONDUCTOR_AFFINITY, me.getAsLong())),
                        (task, fault) -> Flow.Ending.quiet(noted(task.node(), fault)));
    }

    private static Node noted(Node node, Fault fault) {
        return node.get(NodeFields.LAST_ERROR) == null ? node.with(NodeFields.LAST_ERROR, fault.text()) : node;
    }

    /** The deploy interface knows from the state that the instance is there. */
    private static final class PrepareInstanceStep implements ConductorStep {

        @Override
        public String name() {
            return "prepare_instance";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            task.driver().deploy().prepare(task);
            return StepOutcome.done();
        }
    }

    /** A console that does not start is switched off and does not keep the rest from being taken over. */
    private static final class RestartConsoleStep implements ConductorStep {

        @Override
        public String name() {
            return "restart_console";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            if (Boolean.TRUE.equals(task.node().get(NodeFields.CONSOLE_ENABLED))) {
                try {
                    task.driver().console().start(task);
                } catch (FaultException e) {
                    LOG.warn("{}: the console could not be started: {}", task.node(), e.text());
                    task.change(node -> node.with(NodeFields.CONSOLE_ENABLED, false)
                            .with(
                                    NodeFields.LAST_ERROR,
                                    "The console could not be started when another conductor took the node over: "
                                            + e.text() + " Switch it on again when the cause is mended."));
                }
            }
            return StepOutcome.done();
        }
    }
}
