package dev.fettle.db.node;

import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockHolder;

/** How a short write of a node ended. */
public sealed interface EditResult {

    /** @param node as it is in the database now; as it was when it was deleted */
    record Saved(Node node) implements EditResult {}

    /** Somebody holds the node's lock; nothing was changed. */
    record Locked(LockHolder by) implements EditResult {}
}
