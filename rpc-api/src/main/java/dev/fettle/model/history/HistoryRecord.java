package dev.fettle.model.history;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code node_history}. */
public record HistoryRecord(
        long id,
        UUID uuid,
        @Nullable String conductor,
        @Nullable String event,
        @Nullable String eventType,
        @Nullable String severity,
        @Nullable String user,
        @Nullable String project,
        @Nullable String state,
        @Nullable String targetProvisionState,
        @Nullable Long durationSeconds,
        Instant createdAt) {}
