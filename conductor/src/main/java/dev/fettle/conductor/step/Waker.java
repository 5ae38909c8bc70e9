package dev.fettle.conductor.step;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.operation.Resumption;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.Operation;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.provision.ProvisionTransitions;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with work that waits, when there is a sign of life. The look at the waiting step is taken without a lock: only when it has something to
 * say is the node locked again.
 */
public final class Waker {
    private static final Logger LOG = LoggerFactory.getLogger(Waker.class);

    private static final Optional<StepOutcome> DONE = Optional.of(StepOutcome.done());

    private final OperationStore operations;
    private final Flows flows;
    private final StateChange states;
    private final TaskTools tools;
    private final Starter starter;
    private final Workers workers;
    private final String host;

    public Waker(
            OperationStore operations,
            Flows flows,
            StateChange states,
            TaskTools tools,
            Starter starter,
            Workers workers,
            String host) {
        this.operations = operations;
        this.flows = flows;
        this.states = states;
        this.tools = tools;
        this.starter = starter;
        this.workers = workers;
        this.host = host;
    }

    /** Looks at what waits on the node and goes on if it can. Without effect when nothing waits there. */
    public void wake(UUID node, ProvisionState expected) {
        var found = tools.nodes()
                .find(node)
                .orElseThrow(
                        () -> new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + node + " could not be found."));
        if (found.provisionState() != expected) {
            throw StateChange.notAllowed(found, ProvisionEvent.RESUME.word());
        }
        wake(found);
    }

    /**
     * The same for a node just read. Takes a worker that is not reserved and goes on in it.
     *
     * @throws FaultException {@code NO_FREE_CONDUCTOR_WORKER}
     */
    public void wake(Node node) {
        start("look at ", node.uuid(), () -> look(node));
    }

    private void start(String what, UUID node, Runnable work) {
        workers.takeUnreserved().start(what + node, () -> {
            try {
                work.run();
            } catch (FaultException e) {
                LOG.warn("{}: cannot go on yet: {}", node, e.text());
            }
        });
    }

    /** Goes on with an operation whose pause is over. Takes a worker that is not reserved and goes on in it. */
    public void pauseIsOver(Operation operation) {
        start(
                "go on with ",
                operation.nodeUuid(),
                () -> tools.nodes().find(operation.nodeUuid()).ifPresent(node -> resume(node, operation, DONE)));
    }

    /**
     * Fails what waits on the node, with all the cleaning up that goes with it, on a thread of its own. Without effect when nothing waits there, or
     * somebody goes on with it just now.
     *
     * @param why is told the node as it is
     */
    public void fail(Operation operation, Function<Node, Fault> why) {
        var place = workers.take();
        try {
            if (operations.resume(operation.id(), host, Values.none(NodeFields.TABLE), Optional.empty())
                    instanceof Resumption.Resumed(var resumed, var node, var lock)) {
                starter.fail(place, resumed, node, lock, why.apply(node));
            }
        } finally {
            place.giveBack();
        }
    }

    /** The same for whatever waits there. */
    public void fail(Node node, Fault why) {
        operations.waiting(node.uuid()).ifPresent(operation -> fail(operation, _ -> why));
    }

    /** Whether the operation waits for no more than time to pass. */
    public static boolean isPause(Operation operation) {
        return operation.currentStep().filter(ReservedSteps::isTimedWait).isPresent();
    }

    /** Runs on the worker's thread. */
    private void look(Node node) {
        var open = operations.waiting(node.uuid());
        if (open.isEmpty() || isPause(open.get())) {
            return;
        }
        var operation = open.get();
        var seen = observe(node, operation);
        if (seen.filter(StepOutcome.Waiting.class::isInstance).isPresent()) {
            touch(node, (StepOutcome.Waiting) seen.get());
            return;
        }
        resume(node, operation, seen);
    }

    private void touch(Node node, StepOutcome.Waiting waiting) {
        operations.touch(node.uuid(), waiting.atMost());
    }

    /** What the waiting step says of itself; empty when only a task with a lock can tell. */
    private Optional<StepOutcome> observe(Node node, Operation operation) {
        var flow = flows.of(operation.kind());
        return operation.currentStep().flatMap(spec -> StepFinder.look(flow, new ReadTask(tools, node), spec));
    }

    private void resume(Node node, Operation operation, Optional<StepOutcome> seen) {
        var moved = ProvisionTransitions.find(node.provisionState(), ProvisionEvent.RESUME)
                .map(_ -> states.ending(node, ProvisionEvent.RESUME, StateChange.manualTarget(node)))
                .orElse(node);
        var noted = operation
                .currentStep()
                .filter(ReservedSteps::isReserved)
                .map(_ -> ReservedSteps.released(moved, operation))
                .orElse(moved);
        var changes = noted.values().changesFrom(node.values());
        switch (operations.resume(operation.id(), host, changes, Optional.empty())) {
            case Resumption.Resumed(var op, var locked, var lock) -> {
                var same = op.cursor() == operation.cursor() && op.attempt() == operation.attempt();
                starter.runHere(op, locked, lock, OperationRunner.Start.WOKEN, same ? seen : Optional.empty());
            }
            case Resumption.Locked(var holder) ->
                LOG.info("{}: still locked, {}", node, NodeQueue.locked(holder).text());
            case Resumption.Gone() -> LOG.debug("{}: somebody else went on with it", node);
        }
    }
}
