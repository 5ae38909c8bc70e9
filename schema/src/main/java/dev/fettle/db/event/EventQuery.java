package dev.fettle.db.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; all that is not null must hold.
 *
 * @param nodes of one of these nodes
 * @param types of one of these types
 * @param project of nodes that this project owns
 */
public record EventQuery(
        @Nullable List<UUID> nodes,
        @Nullable List<String> types,
        @Nullable String project) {}
