package dev.fettle.db.operation;

import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;

/** What became of work that was offered. */
public sealed interface Acceptance {

    /** Durable: the row, the lock and the node's new state are one. */
    record Accepted(Operation operation, Node node, NodeLock lock) implements Acceptance {}

    /** The same request was accepted before. */
    record Duplicate(Operation operation) implements Acceptance {}

    record Locked(LockHolder by) implements Acceptance {}

    /** The node is not any more as it was when it was checked. */
    record Changed(Node current) implements Acceptance {}
}
