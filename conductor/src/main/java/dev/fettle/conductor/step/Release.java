package dev.fettle.conductor.step;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.operation.Resumption;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.rpc.CallContext;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets an operation go on that a hold step stopped. The node passes through its wait state within the same write: whether an agent is there to
 * wait for is a matter of the steps that follow.
 */
public final class Release {
    private final OperationStore operations;
    private final StateChange states;
    private final TaskTools tools;
    private final Starter starter;
    private final Workers workers;
    private final NodeQueue queue;
    private final String host;

    public Release(
            OperationStore operations,
            StateChange states,
            TaskTools tools,
            Starter starter,
            Workers workers,
            NodeQueue queue,
            String host) {
        this.operations = operations;
        this.states = states;
        this.tools = tools;
        this.starter = starter;
        this.workers = workers;
        this.queue = queue;
        this.host = host;
    }

    /**
     * Durable on return; the work itself goes on on a thread of its own.
     *
     * @throws FaultException {@code INVALID_STATE_REQUESTED} when the node is not on hold, {@code NODE_LOCKED},
     *     {@code NO_FREE_CONDUCTOR_WORKER}
     */
    public void unhold(UUID node, CallContext context) {
        var place = workers.take();
        try {
            var resumed = queue.await(node, () -> attempt(node, context));
            starter.resume(
                    place,
                    resumed.operation(),
                    resumed.node(),
                    resumed.lock(),
                    OperationRunner.Start.WOKEN,
                    Optional.of(StepOutcome.done()));
        } finally {
            place.giveBack();
        }
    }

    private Try<Resumption.Resumed> attempt(UUID id, CallContext context) {
        tools.lease().ensureHeld();
        var node = tools.nodes()
                .find(id)
                .orElseThrow(() -> new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + id + " could not be found."));
        var waiting = states.ending(node, ProvisionEvent.UNHOLD, StateChange.manualTarget(node));
        var operation =
                operations.waiting(id).orElseThrow(() -> StateChange.notAllowed(node, ProvisionEvent.UNHOLD.word()));
        var busy = states.ending(waiting, ProvisionEvent.RESUME, StateChange.manualTarget(node));
        var changes = ReservedSteps.released(busy, operation).values().changesFrom(node.values());
        return switch (operations.resume(operation.id(), host, changes, Optional.of(entry(node, busy, context)))) {
            case Resumption.Resumed resumed -> new Try.Got<>(resumed);
            case Resumption.Locked(var holder) -> new Try.Held<>(holder);
            case Resumption.Gone() -> throw StateChange.notAllowed(node, ProvisionEvent.UNHOLD.word());
        };
    }

    private HistoryEntry entry(Node before, Node after, CallContext context) {
        return new HistoryEntry(
                "unhold by request: " + before.provisionState() + " -> " + after.provisionState(),
                "transition",
                false,
                host,
                context.user(),
                context.projectId());
    }
}
