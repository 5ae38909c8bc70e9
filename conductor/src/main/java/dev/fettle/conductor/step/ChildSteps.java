package dev.fettle.conductor.step;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeQuery;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.Acceptance;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NewOperation;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.step.StepKind;
import dev.fettle.model.step.StepSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Runs a step on the children of a node, one after the other, each as an operation of its own under a lock of its own. */
public final class ChildSteps {
    private static final int MOST = 1000;

    private final OperationStore operations;
    private final NodeStore nodes;
    private final TaskTools tools;
    private final NodeQueue queue;
    private final String host;

    public ChildSteps(OperationStore operations, NodeStore nodes, TaskTools tools, NodeQueue queue, String host) {
        this.operations = operations;
        this.nodes = nodes;
        this.tools = tools;
        this.queue = queue;
        this.host = host;
    }

    /**
     * Done when it is done on all, failed at the first child that fails. Blocks.
     *
     * @param runner runs the operation of one child to its end
     */
    StepOutcome run(OperationTask parent, StepKind family, StepSpec step, Consumer<OperationTask> runner) {
        for (var child : children(parent.node(), step)) {
            parent.ensureLockHeld();
            var task = queue.await(child, () -> offer(child, parent, family, step));
            try {
                runner.accept(task);
            } catch (LockLostException _) {
                parent.ensureLockHeld();
                return failed(step, child, "the lock of the child was taken away.");
            }
            if (task.failure().isPresent()) {
                return failed(step, child, task.failure().get().text());
            }
        }
        return StepOutcome.done();
    }

    private List<UUID> children(Node parent, StepSpec step) {
        var query = new NodeQuery(
                List.of(new NodeFilter.Equals(NodeFields.PARENT_NODE, parent.uuid())),
                Set.of(NodeFields.UUID),
                NodeFields.ID,
                false,
                null,
                MOST);
        var all = nodes.list(query).stream().map(Node::uuid).toList();
        var limit = new HashSet<>(ChildNodes.limit(step));
        if (limit.isEmpty()) {
            return all;
        }
        var chosen =
                all.stream().filter(child -> limit.remove(child.toString())).toList();
        if (!limit.isEmpty()) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "limit_child_node_execution names nodes that are no children of node " + parent.uuid() + ": "
                            + String.join(", ", limit) + ".");
        }
        return chosen;
    }

    private Try<OperationTask> offer(UUID child, OperationTask parent, StepKind family, StepSpec step) {
        parent.ensureLockHeld();
        var node = nodes.find(child)
                .orElseThrow(
                        () -> new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + child + " could not be found."));
        var op = parent.operation();
        var offered = new NewOperation(
                child,
                OperationKind.CHILD_STEP,
                op.uuid() + "/" + op.cursor() + "/" + op.attempt(),
                op.user(),
                op.project(),
                ChildStepFlow.args(family, step),
                ChildStepFlow.flow().openingList(),
                host);
        return switch (operations.accept(offered, node, Values.none(NodeFields.TABLE), Optional.empty(), false)) {
            case Acceptance.Accepted(var operation, var locked, var lock) ->
                new Try.Got<>(new OperationTask(tools, operation, locked, lock));
            case Acceptance.Locked(var holder) -> new Try.Held<>(holder);
            case Acceptance.Changed(var _), Acceptance.Duplicate(var _) ->
                throw new FaultException(
                        FaultCode.CONFLICT,
                        "Child node " + child + " was changed at the same time. Start the steps again.");
        };
    }

    private static StepOutcome failed(StepSpec step, UUID child, String why) {
        return StepOutcome.failed(
                FaultCode.INTERNAL,
                "Step " + step.key() + " failed on child node " + child + ": " + why,
                "See the child node's history, mend the cause and start again.");
    }
}
