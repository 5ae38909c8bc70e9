package dev.fettle.db.resource;

import dev.fettle.model.field.Field;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of a resource.
 *
 * @param seen what the caller may see at all: these must hold as well, and for the marker too
 * @param filters all must hold
 * @param fields what to load; the uuid comes along
 * @param marker the last one of the page before; null for the first page
 * @param limit most rows; all when not positive
 */
public record ResourceQuery(
        List<ResourceFilter> seen,
        List<ResourceFilter> filters,
        Collection<? extends Field<?>> fields,
        Field<?> sortKey,
        boolean descending,
        @Nullable UUID marker,
        int limit) {
    /** For callers that may see all. */
    public ResourceQuery(
            List<ResourceFilter> filters,
            Collection<? extends Field<?>> fields,
            Field<?> sortKey,
            boolean descending,
            @Nullable UUID marker,
            int limit) {
        this(List.of(), filters, fields, sortKey, descending, marker, limit);
    }
}
