package dev.fettle.conductor.abort;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.GivenUp;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.Fault;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionState;
import java.util.Map;

/** Cleans up behind work that was given up at its caller's request; the node is in the state that it ends in already. */
public final class AbortFlow {
    /** Argument of the operation: the state that the work was given up in. */
    public static final String STATE = "state";

    private final Map<ProvisionState, GivenUp> ways;

    private AbortFlow(Map<ProvisionState, GivenUp> ways) {
        this.ways = Map.copyOf(ways);
    }

    /** @param ways how each feature cleans up, by the state that its work waits in */
    public static Flow flow(Map<ProvisionState, GivenUp> ways) {
        var abort = new AbortFlow(ways);
        return Flow.on(OperationKind.ABORT)
                .step(abort.new CleanUpStep())
                .ends(task -> Flow.Ending.quiet(aborted(task, abort.way(task))), abort::failed);
    }

    private Flow.Ending failed(OperationTask task, Fault fault) {
        var way = way(task);
        return Flow.Ending.quiet(way.uncleaned(way.afterwards(task.node()), fault.text()));
    }

    private static Node aborted(OperationTask task, GivenUp way) {
        return way.afterwards(task.node())
                .with(NodeFields.LAST_ERROR, "By request, the work was aborted in state " + state(task) + ".");
    }

    private GivenUp way(OperationTask task) {
        var way = ways.get(state(task));
        if (way == null) {
            throw new IllegalStateException("no way to abort in state " + state(task));
        }
        return way;
    }

    private static ProvisionState state(OperationTask task) {
        return ProvisionState.of(String.valueOf(task.operation().args().get(STATE)));
    }

    /** Undoes what the preparation of the given-up work made. */
    private final class CleanUpStep implements ConductorStep {

        @Override
        public String name() {
            return "clean_up";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            way(task).cleanUp(task);
            return StepOutcome.done();
        }
    }
}
