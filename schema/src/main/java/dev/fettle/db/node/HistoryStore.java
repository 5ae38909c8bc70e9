package dev.fettle.db.node;

import dev.fettle.db.Database;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.history.HistoryRecord;
import dev.fettle.model.node.Node;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SortOrder;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Questions to the table {@code node_history}. */
public final class HistoryStore {
    /** Columns that a list may be sorted by. */
    public static final List<String> SORT_KEYS = List.of(
            "id", "uuid", "conductor", "event", "event_type", "severity", "user", "project", "state",
            "target_provision_state", "duration_seconds", "created_at");

    private static final org.jooq.Field<Long> ID = DSL.field(DSL.name("h", "id"), Long.class);
    private static final org.jooq.Field<UUID> UUID = DSL.field(DSL.name("h", "uuid"), UUID.class);

    private final Database database;

    public HistoryStore(Database database) {
        this.database = database;
    }

    public void add(Node node, HistoryEntry entry) {
        database.transaction(sql -> {
            HistoryRows.add(sql, node, entry);
            return true;
        });
    }

    /**
     * A page of a node's history.
     *
     * @param sortKey one of {@link #SORT_KEYS}
     * @throws FaultException {@code NODE_HISTORY_NOT_FOUND} for an unknown marker
     */
    public List<HistoryRecord> list(
            UUID node, String sortKey, boolean descending, @Nullable UUID marker, int limit) {
        var order = descending ? SortOrder.DESC : SortOrder.ASC;
        var key = DSL.field(DSL.name("h", sortKey));
        return database.run(sql -> sql.select(DSL.field("h.*"))
                .from("node_history h join nodes n on n.id = h.node_id")
                .where("n.uuid = ?", node)
                .and(marker == null ? DSL.noCondition() : after(node, marker, descending))
                .orderBy(key.sort(order), ID.sort(order))
                .limit(limit)
                .fetch(HistoryStore::record));
    }

    public Optional<HistoryRecord> find(UUID node, UUID event) {
        return database.run(sql -> sql.select(DSL.field("h.*"))
                .from("node_history h join nodes n on n.id = h.node_id")
                .where("n.uuid = ?", node)
                .and(UUID.eq(event))
                .fetchOptional(HistoryStore::record));
    }

    /** Keeps the newest entries of each node; those younger than the age stay in any case. Returns how many went. */
    public int purge(int newest, Duration youngerThan) {
        return database.run(sql -> sql.execute(
                "delete from node_history where id in (select id from (select id, created_at, row_number() over"
                        + " (partition by node_id order by id desc) as rank from node_history) ranked where rank > ? and"
                        + " created_at < now() - make_interval(secs => ?))",
                newest,
                (double) youngerThan.toSeconds()));
    }

    private Condition after(UUID node, UUID marker, boolean descending) {
        var id = find(node, marker)
                .orElseThrow(() -> new FaultException(
                        FaultCode.NODE_HISTORY_NOT_FOUND, "Node history record " + marker + " could not be found."))
                .id();
        return descending ? ID.lt(id) : ID.gt(id);
    }

    private static HistoryRecord record(Record row) {
        Map<String, Object> values = row.intoMap();
        return new HistoryRecord(
                ((Number) Objects.requireNonNull(values.get("id"))).longValue(),
                (UUID) Objects.requireNonNull(values.get("uuid")),
                text(values, "conductor"),
                text(values, "event"),
                text(values, "event_type"),
                text(values, "severity"),
                text(values, "user"),
                text(values, "project"),
                text(values, "state"),
                text(values, "target_provision_state"),
                values.get("duration_seconds") instanceof Number seconds ? Long.valueOf(seconds.longValue()) : null,
                time(Objects.requireNonNull(values.get("created_at"))));
    }

    private static java.time.Instant time(Object value) {
        return value instanceof OffsetDateTime time ? time.toInstant() : ((java.sql.Timestamp) value).toInstant();
    }

    private static @Nullable String text(Map<String, Object> values, String column) {
        return (String) values.get(column);
    }
}
