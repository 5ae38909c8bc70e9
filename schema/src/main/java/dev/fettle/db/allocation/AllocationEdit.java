package dev.fettle.db.allocation;

import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.operation.LockHolder;

/** How a write of an allocation together with its node ended. */
public sealed interface AllocationEdit {
    /** Written; a deleted allocation as it was last. */
    record Done(Allocation allocation) implements AllocationEdit {}

    /** Nothing was written: an operation holds the lock of the node. */
    record Locked(LockHolder holder) implements AllocationEdit {}
}
