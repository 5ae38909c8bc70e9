package dev.fettle.db.node;

import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockHolder;

/** How a short write of a node ended. */
public sealed interface EditResult {
    /** Written, or there was nothing to write; a deleted node as it was last. */
    record Saved(Node node) implements EditResult {}

    /** Nothing was written: an operation holds the lock. */
    record Locked(LockHolder holder) implements EditResult {}
}
