package dev.fettle.db.node;

import dev.fettle.model.field.Field;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of nodes.
 *
 * @param fields to load; id and uuid always are
 * @param sortKey first order; the id is the second
 * @param marker uuid of the last node of the page before; null for the first page
 * @param limit most nodes; none when not positive
 */
public record NodeQuery(
        List<NodeFilter> filters,
        Set<Field<?>> fields,
        Field<?> sortKey,
        boolean descending,
        @Nullable UUID marker,
        int limit) {

    public NodeQuery {
        filters = List.copyOf(filters);
    }
}
