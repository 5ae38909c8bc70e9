package dev.fettle.db.node;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of a node's history.
 *
 * @param marker the last event of the page before; null for the first page
 * @param limit most events; none when not positive
 * @param sortKey a column of {@code node_history}, such as {@code created_at}
 */
public record HistoryQuery(UUID node, @Nullable UUID marker, int limit, String sortKey, boolean descending) {

    /** Everything, oldest first. */
    public static HistoryQuery of(UUID node) {
        return new HistoryQuery(node, null, 0, "created_at", false);
    }
}
