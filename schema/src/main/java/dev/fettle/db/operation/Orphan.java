package dev.fettle.db.operation;

import dev.fettle.model.operation.Operation;

/** Running work whose conductor is dead. */
public record Orphan(Operation operation, String driver, String conductorGroup) {}
