package dev.fettle.db.operation;

import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;

/** What became of the wish to go on with an operation. */
public sealed interface Resumption {

    /** It is ours, under a new fence. */
    record Resumed(Operation operation, Node node, NodeLock lock) implements Resumption {}

    /** Another operation holds the lock; nothing was written. */
    record Locked(LockHolder holder) implements Resumption {}

    /** Somebody else went on with it, or it is over. */
    record Gone() implements Resumption {}
}
