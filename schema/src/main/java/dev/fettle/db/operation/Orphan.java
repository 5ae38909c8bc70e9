package dev.fettle.db.operation;

import dev.fettle.model.operation.Operation;
import java.util.UUID;

/** Running work whose conductor is dead, and what its place in the ring depends on. */
public record Orphan(Operation operation, String driver, String conductorGroup) {

    public UUID nodeUuid() {
        return operation.nodeUuid();
    }
}
