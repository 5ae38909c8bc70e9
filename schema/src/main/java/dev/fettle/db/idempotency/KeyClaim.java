package dev.fettle.db.idempotency;

import java.util.UUID;

/** What became of an attempt to take a key. */
public sealed interface KeyClaim {
    /**
     * The request is to be done.
     *
     * @param uuid for what it creates
     * @param again whether the same request began before, so that it may be done already
     */
    record Taken(UUID uuid, boolean again) implements KeyClaim {}

    /** Another has it, or it was answered. */
    record Known(RememberedAnswer answer) implements KeyClaim {}
}
