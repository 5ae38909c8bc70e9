package dev.fettle.db.event;

import dev.fettle.db.Database;
import dev.fettle.db.row.Columns;
import dev.fettle.model.event.EventCursor;
import dev.fettle.model.event.NodeEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads node history and step runs as one stream. Nothing is ever skipped: a transaction is shown once no older one can still commit, so a
 * long transaction delays the stream. Thread-safe; calls block.
 */
public final class EventStore {
    private static final String HORIZON = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    private static final String AFTER = """
            select * from (
              (select h.xid, 1 as source, h.id, 'node.' || h.event_type as type, n.uuid, n.name, h.created_at, h.event, h.severity,
                 h.state, h.target_provision_state, h.power_state, h.duration_seconds, h."user", h.project, h.conductor,
                 null as operation, null as interface, null as step, null as outcome
               from node_history h join nodes n on n.id = h.node_id
               where h.xid >= ? and (h.xid, 1, h.id) > (?, ?, ?) and h.xid < HORIZON
                 and (?::uuid[] is null or n.uuid = any(?::uuid[]))
                 and (?::text[] is null or 'node.' || h.event_type = any(?::text[]))
                 and (?::text is null or n.owner = ?)
               order by h.xid, h.id limit ?)
              union all
              (select s.xid, 2, s.id, 'node.step', n.uuid, n.name, coalesce(s.ended_at, s.started_at), s.detail, null,
                 null, null, null, extract(epoch from s.ended_at - s.started_at)::bigint, o.requested_by, o.project, o.owner,
                 o.kind, s.interface, s.step, s.outcome
               from operation_steps s join operations o on o.id = s.operation_id join nodes n on n.id = o.node_id
               where s.xid >= ? and (s.xid, 2, s.id) > (?, ?, ?) and s.xid < HORIZON
                 and (?::uuid[] is null or n.uuid = any(?::uuid[]))
                 and (?::text[] is null or 'node.step' = any(?::text[]))
                 and (?::text is null or n.owner = ?)
               order by s.xid, s.id limit ?)
            ) events order by 1, 2, 3 limit ?""".replace("HORIZON", HORIZON);

    private static final List<String> DETAILS = List.of(
            "event",
            "severity",
            "state",
            "target_provision_state",
            "power_state",
            "duration_seconds",
            "user",
            "project",
            "conductor",
            "operation",
            "interface",
            "step",
            "outcome");
    private static final int FIRST_DETAIL = 8;
    private static final int DURATION = FIRST_DETAIL + DETAILS.indexOf("duration_seconds");

    private final Database database;

    public EventStore(Database database) {
        this.database = database;
    }

    /** The place before all that is not shown yet. */
    public EventCursor now() {
        return database.run(session -> session.first("select " + HORIZON, List.of(), row -> row.getLong(1)))
                .map(EventCursor::before)
                .orElseThrow();
    }

    /** What became visible behind the cursor, oldest first; one statement. */
    public List<NodeEvent> after(EventCursor cursor, EventQuery query, int limit) {
        var uuids = query.nodes() == null
                ? null
                : query.nodes().stream().map(UUID::toString).toArray(String[]::new);
        var types = query.types() == null ? null : query.types().toArray(String[]::new);
        var half = Arrays.<@Nullable Object>asList(
                cursor.transaction(),
                cursor.transaction(),
                cursor.source(),
                cursor.id(),
                uuids,
                uuids,
                types,
                types,
                query.project(),
                query.project(),
                limit);
        var binds = new ArrayList<@Nullable Object>(half);
        binds.addAll(half);
        binds.add(limit);
        return database.run(session -> session.list(AFTER, binds, EventStore::read));
    }

    private static NodeEvent read(ResultSet row) throws SQLException {
        var details = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < DETAILS.size(); i++) {
            var column = FIRST_DETAIL + i;
            var value = column == DURATION ? Columns.integer(row, column) : row.getString(column);
            if (value != null) {
                details.put(DETAILS.get(i), value);
            }
        }
        return new NodeEvent(
                new EventCursor(row.getLong(1), row.getInt(2), row.getLong(3)),
                row.getString(4),
                row.getObject(5, UUID.class),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                details);
    }
}
