package dev.fettle.conductor.lock;

import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.db.node.EditResult;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Short writes of a node: each takes the row as it is, changes it and lets go, all within one transaction; a held lock is waited for. */
public final class NodeEdits {
    private final NodeStore nodes;
    private final NodeQueue queue;

    public NodeEdits(NodeStore nodes, NodeQueue queue) {
        this.nodes = nodes;
        this.queue = queue;
    }

    /**
     * Applies a change to the current row. No acknowledged write of another caller is lost.
     *
     * @param change may refuse by exception; must do no I/O, the row is locked meanwhile
     */
    public Node edit(UUID node, UnaryOperator<Node> change) {
        return edit(node, change, Optional.empty());
    }

    /** The same with a line for the node's history, written in the same transaction. */
    public Node edit(UUID node, UnaryOperator<Node> change, Optional<HistoryEntry> history) {
        return queue.await(node, () -> tried(nodes.edit(node, change, history)));
    }

    /** @throws dev.fettle.model.FaultException {@code NODE_LOCKED} at once when somebody holds the lock */
    public Node editNow(UUID node, UnaryOperator<Node> change) {
        return switch (nodes.edit(node, change, Optional.empty())) {
            case EditResult.Saved(var saved) -> saved;
            case EditResult.Locked(var holder) -> throw NodeQueue.locked(holder);
        };
    }

    public Node editTraits(UUID node, UnaryOperator<List<String>> change) {
        return queue.await(node, () -> tried(nodes.editTraits(node, change)));
    }

    /** @param check may refuse by exception */
    public void delete(UUID node, Consumer<Node> check) {
        queue.await(node, () -> tried(nodes.delete(node, check)));
    }

    private static Try<Node> tried(EditResult result) {
        return switch (result) {
            case EditResult.Saved(var node) -> new Try.Got<>(node);
            case EditResult.Locked(var holder) -> new Try.Held<>(holder);
        };
    }
}
