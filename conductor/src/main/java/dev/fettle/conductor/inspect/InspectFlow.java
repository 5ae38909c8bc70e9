package dev.fettle.conductor.inspect;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.GivenUp;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.config.InspectorOptions;
import dev.fettle.db.operation.Outcome.InventoryChange;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.Fault;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import java.util.Map;

/** manageable → manageable: what does the machine consist of? */
public final class InspectFlow {
    private InspectFlow() {}

    /**
     * What is found is written with the end: after a crash it is found once more.
     *
     * @param rules what is done with the findings
     */
    public static Flow flow(ConductorStep rules) {
        return Flow.on(OperationKind.INSPECT)
                .step(new InspectStep())
                .step(new CleanUpStep())
                .step(rules)
                .ends(InspectFlow::done, InspectFlow::failed);
    }

    /**
     * enroll → enroll: what is done with the report of a machine that nobody knew.
     *
     * @param rules what is done with the findings
     */
    public static Flow discovered(ConductorStep rules) {
        return Flow.on(OperationKind.DISCOVER).step(rules).ends(InspectFlow::noted, (task, _) -> noted(task));
    }

    private static Flow.Ending noted(OperationTask task) {
        dropUnwanted(task);
        return Flow.Ending.quiet(Report.forgotten(task.node()));
    }

    /** Behind an inspection that was aborted while it waited. */
    public static GivenUp givenUp() {
        return new GivenUp() {
            @Override
            public void cleanUp(OperationTask task) {
                task.driver().inspect().abort(task);
            }

            @Override
            public Node afterwards(Node node) {
                return without(node);
            }
        };
    }

    private static Flow.Ending done(OperationTask task) {
        dropUnwanted(task);
        return Flow.Ending.of(ProvisionEvent.DONE, without(task.node()));
    }

    private static Flow.Ending failed(OperationTask task, Fault fault) {
        task.driver().inspect().cleanUp(task);
        dropUnwanted(task);
        return Flow.Ending.of(ProvisionEvent.FAIL, without(task.node()));
    }

    /** Rules see the inventory even where nobody wants to keep it. */
    private static void dropUnwanted(OperationTask task) {
        if (task.config().get(InspectorOptions.DATA_BACKEND).equals("none")) {
            task.outcome(outcome -> outcome.with(new InventoryChange.Dropped()));
        }
    }

    private static Node without(Node node) {
        return Report.forgotten(AgentMemory.forgotten(node));
    }

    /** Hands over to the node's inspect interface; where that boots an agent, waits for its report. */
    private static final class InspectStep implements ConductorStep {

        @Override
        public String name() {
            return "inspect";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            var inspect = task.driver().inspect();
            inspect.validate(task);
            return Report.of(task.node()).orElseGet(() -> inspect.inspect(task));
        }

        /** Without a report it was a false alarm: the machine runs already, so it is waited on. */
        @Override
        public StepOutcome observe(OperationTask task, Map<String, Object> args) {
            return run(task, args);
        }
    }

    /** Lets the machine go. */
    private static final class CleanUpStep implements ConductorStep {

        @Override
        public String name() {
            return "clean_up_inspection";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            task.driver().inspect().cleanUp(task);
            return StepOutcome.done();
        }
    }
}
