package dev.fettle.model.operation;

import java.util.Locale;

/** Where a piece of accepted work stands. */
public enum OperationState {
    /** A conductor works on it and holds the node's lock. */
    RUNNING,
    /** Parked without a lock until an event or its deadline. */
    WAITING,
    DONE,
    FAILED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OperationState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
