package dev.fettle.db.allocation;

import dev.fettle.model.allocation.Allocation;

/** How one try to find a node for an allocation ended. */
public sealed interface Assignment {
    /** Both are written: the allocation is active and the node is its own. */
    record Assigned(Allocation allocation) implements Assignment {}

    /** Nodes fit, but others are at work on all of them now; worth another try. Nothing was written. */
    record Busy(long nodes) implements Assignment {}

    /**
     * No node fits. Nothing was written.
     *
     * @param reason how many nodes each filter left, for {@code last_error}
     */
    record NoCandidate(String reason) implements Assignment {}

    /** Nothing to do any more: it was deleted, is finished, or another conductor has it. Nothing was written. */
    record Gone() implements Assignment {}
}
