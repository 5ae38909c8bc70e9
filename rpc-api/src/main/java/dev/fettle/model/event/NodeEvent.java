package dev.fettle.model.event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a node.
 *
 * @param type such as {@code node.provisioning}, {@code node.monitoring} or {@code node.step}
 * @param details what else is known of it, by the names of the API; values may be null
 */
public record NodeEvent(
        EventCursor cursor,
        String type,
        UUID node,
        @Nullable String name,
        Instant at,
        Map<String, @Nullable Object> details) {}
