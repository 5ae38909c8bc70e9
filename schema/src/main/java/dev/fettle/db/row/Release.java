package dev.fettle.db.row;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * An instance that leaves a node takes its allocation along ({@code contract/conductor.md} section 11). Both in one statement: no way of writing
 * a node can forget it, and neither happens without the other.
 */
final class Release {
    private Release() {}

    /** Whether these settings take the instance off a node. */
    static boolean isOne(Map<org.jooq.Field<?>, @Nullable Object> settings) {
        return settings.containsKey(NODES.INSTANCE_UUID) && settings.get(NODES.INSTANCE_UUID) == null;
    }

    /** {@link NodeRows#update} that deletes the allocations of the nodes it writes. */
    static Optional<NodeRow> update(
            Session session, Map<org.jooq.Field<?>, @Nullable Object> settings, Condition condition) {
        var free = new LinkedHashMap<>(settings);
        free.put(NODES.ALLOCATION_ID, null);
        var update = Session.SQL.update(NODES).set(free).where(condition).returningResult(NodeRows.WHOLE);
        return session.first(
                "with released as (" + update.getSQL() + "),"
                        + " freed as (delete from allocations where node_id in (select id from released))"
                        + " select * from released",
                update.getBindValues(),
                NodeRows::read);
    }
}
