package dev.fettle.db.node;

import dev.fettle.model.field.Field;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of nodes.
 *
 * @param filters all must hold
 * @param fields what to load; id and uuid always are
 * @param marker the last node of the page before; null for the first page
 * @param limit most nodes; none when not positive
 */
public record NodeQuery(
        List<NodeFilter> filters,
        Set<Field<?>> fields,
        Field<?> sortKey,
        boolean descending,
        @Nullable UUID marker,
        int limit) {}
