package dev.fettle.db.port;

import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.port.Port;

/** How a short write of a port ended. */
public sealed interface PortEdit {

    /** Written, or there was nothing to write; a deleted port as it was last. */
    record Saved(Port port) implements PortEdit {}

    /** Nothing was written: an operation holds the lock of the port's node. */
    record Locked(LockHolder holder) implements PortEdit {}
}
