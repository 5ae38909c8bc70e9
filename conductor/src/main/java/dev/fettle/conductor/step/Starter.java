package dev.fettle.conductor.step;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.conductor.membership.Membership;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;
import dev.fettle.rpc.CallContext;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Accepts work: checks, then in one transaction duplicate check, lock, state transition and operation row; then starts it. When a method here
 * returns, the work is durable and whoever lives will do it (design §2.2).
 */
public final class Starter {
    private static final int MOST_CHANGES = 10;

    private final OperationStore operations;
    private final Flows flows;
    private final StateChange states;
    private final TaskTools tools;
    private final OperationRunner runner;
    private final Workers workers;
    private final NodeQueue queue;
    private final Running running;
    private final Membership membership;

    public Starter(
            OperationStore operations,
            Flows flows,
            StateChange states,
            TaskTools tools,
            OperationRunner runner,
            Workers workers,
            NodeQueue queue,
            Running running,
            Membership membership) {
        this.operations = operations;
        this.flows = flows;
        this.states = states;
        this.tools = tools;
        this.runner = runner;
        this.workers = workers;
        this.queue = queue;
        this.running = running;
        this.membership = membership;
    }

    /**
     * Accepts work on a node and starts it on a thread of its own. A repeated request id is accepted once.
     *
     * @param check looks at the node as it is, refuses by exception, says what to start; called again when the node changed meanwhile
     * @throws FaultException what the check refuses, {@code NODE_LOCKED}, {@code NO_FREE_CONDUCTOR_WORKER}
     */
    public void start(UUID node, CallContext context, Function<Node, StartRequest> check) {
        var place = workers.take();
        try {
            accept(node, context, check)
                    .ifPresent(task -> launch(place, task, OperationRunner.Start.FRESH, Optional.empty()));
        } finally {
            place.giveBack();
        }
    }

    /**
     * The same, but the work is done when this returns; for work that takes a few seconds at most.
     *
     * @return what the work answers; null when it answers nothing or the request was a repeat
     * @throws FaultException also what the work failed with
     */
    public @Nullable Object startAndWait(UUID node, CallContext context, Function<Node, StartRequest> check) {
        var accepted = accept(node, context, check);
        if (accepted.isEmpty()) {
            return null;
        }
        var task = accepted.get();
        runner.run(task, OperationRunner.Start.FRESH, Optional.empty());
        task.failure().ifPresent(fault -> {
            throw new FaultException(fault.code(), fault.message());
        });
        return task.answer();
    }

    /** Goes on with an operation whose lock was just taken, on a thread of its own. */
    public void resume(
            Workers.Place place,
            Operation operation,
            Node node,
            NodeLock lock,
            OperationRunner.Start how,
            Optional<StepOutcome> seen) {
        launch(place, taken(operation, node, lock), how, seen);
    }

    /** Fails an operation whose lock was just taken, with all the cleaning up that goes with it. */
    public void fail(Workers.Place place, Operation operation, Node node, NodeLock lock, Fault fault) {
        var task = taken(operation, node, lock);
        running.add(operation.id());
        place.start(operation.kind().word() + " " + operation.nodeUuid(), () -> runner.fail(task, fault));
    }

    /** The same on the calling thread. */
    public void runHere(
            Operation operation, Node node, NodeLock lock, OperationRunner.Start how, Optional<StepOutcome> seen) {
        runner.run(taken(operation, node, lock), how, seen);
    }

    /** A task that goes on here; whose the node is now is written with what comes next. */
    private OperationTask taken(Operation operation, Node node, NodeLock lock) {
        var task = new OperationTask(tools, operation, node, lock);
        if (node.provisionState().unstable()) {
            task.change(this::ours);
        }
        return task;
    }

    private Node ours(Node node) {
        return node.with(NodeFields.CONDUCTOR_AFFINITY, membership.id());
    }

    private Optional<OperationTask> accept(UUID id, CallContext context, Function<Node, StartRequest> check) {
        return queue.await(id, () -> {
            for (var i = 0; i < MOST_CHANGES; i++) {
                var node = tools.nodes().find(id).orElseThrow(() -> notFound(id));
                switch (offer(node, context, check.apply(node))) {
                    case Acceptance.Accepted(var operation, var locked, var lock) -> {
                        return new Try.Got<>(Optional.of(new OperationTask(tools, operation, locked, lock)));
                    }
                    case Acceptance.Duplicate(var _) -> {
                        return new Try.Got<>(Optional.empty());
                    }
                    case Acceptance.Locked(var holder) -> {
                        return new Try.Held<>(holder);
                    }
                    case Acceptance.Changed(var _) -> {
                        // read and checked again
                    }
                }
            }
            throw new FaultException(
                    FaultCode.CONFLICT,
                    "Node " + id + " changes faster than the request can be checked. Retry the request.");
        });
    }

    private Acceptance offer(Node node, CallContext context, StartRequest request) {
        tools.lease().ensureHeld();
        var flow = flows.of(request.kind());
        var moved = request.event()
                .map(event -> ours(states.starting(request.node(), event, request.forced())))
                .orElse(request.node());
        var offered = new NewOperation(
                node.uuid(),
                request.kind(),
                context.requestId(),
                context.user(),
                context.projectId(),
                request.args(),
                flow.openingList(),
                membership.host());
        return operations.accept(
                offered,
                node,
                moved.values().changesFrom(node.values()),
                Optional.of(entry(request, node, moved, context)),
                request.supersede());
    }

    private HistoryEntry entry(StartRequest request, Node before, Node after, CallContext context) {
        var way = before.provisionState() == after.provisionState()
                ? ""
                : ": " + before.provisionState() + " -> " + after.provisionState();
        return new HistoryEntry(
                request.kind().word() + " started" + way,
                "transition",
                false,
                membership.host(),
                context.user(),
                context.projectId());
    }

    private void launch(
            Workers.Place place, OperationTask task, OperationRunner.Start how, Optional<StepOutcome> seen) {
        running.add(task.operation().id());
        place.start(
                task.operation().kind().word() + " " + task.operation().nodeUuid(), () -> runner.run(task, how, seen));
    }

    private static FaultException notFound(UUID node) {
        return new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + node + " could not be found.");
    }
}
