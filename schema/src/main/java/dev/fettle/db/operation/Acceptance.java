package dev.fettle.db.operation;

import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;

/** What became of offered work. */
public sealed interface Acceptance {

    /** Durable: the row, the lock and the node's new state came with one commit. */
    record Accepted(Operation operation, Node node, NodeLock lock) implements Acceptance {}

    /** The same request was accepted before; nothing was written. */
    record Duplicate(Operation operation) implements Acceptance {}

    /** Another operation holds the lock; nothing was written. */
    record Locked(LockHolder holder) implements Acceptance {}

    /** The node is no longer as it was when it was checked, or other work waits on it; nothing was written. */
    record Changed(Node current) implements Acceptance {}
}
