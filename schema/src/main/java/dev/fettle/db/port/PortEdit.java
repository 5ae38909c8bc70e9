package dev.fettle.db.port;

import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.port.Port;

/** How a short write of a port ended. */
public sealed interface PortEdit {

    /** @param port as it is in the database now; as it was when it was deleted */
    record Saved(Port port) implements PortEdit {}

    /** Somebody holds the lock of the port's node; nothing was changed. */
    record Locked(LockHolder by) implements PortEdit {}
}
