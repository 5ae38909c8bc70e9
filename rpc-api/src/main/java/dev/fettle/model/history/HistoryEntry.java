package dev.fettle.model.history;

import org.jspecify.annotations.Nullable;

/**
 * A line for {@code node_history} ({@code contract/conductor.md} section 12); written in the transaction of the change it tells of. State,
 * target state and duration are taken from the row.
 *
 * @param event text; cut to what the column takes, so that a long one can never block a transition
 * @param eventType such as {@code provisioning}, {@code takeover}, {@code transition}, {@code monitoring}
 * @param error severity ERROR, else INFO
 */
public record HistoryEntry(
        String event,
        String eventType,
        boolean error,
        String conductor,
        @Nullable String user,
        @Nullable String project) {}
