package dev.fettle.model.allocation;

import java.util.Locale;

/** Where an allocation stands. It leaves {@link #ALLOCATING} once. */
public enum AllocationState {
    /** A conductor looks for a node. */
    ALLOCATING,
    /** It has a node. */
    ACTIVE,
    /** No node was found; {@code last_error} says why. */
    ERROR;

    /** As callers and the database write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
