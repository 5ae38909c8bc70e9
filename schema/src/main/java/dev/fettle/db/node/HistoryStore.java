package dev.fettle.db.node;

import static dev.fettle.db.tables.NodeHistory.NODE_HISTORY;
import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.HistoryRows;
import dev.fettle.db.row.NodeRows;
import dev.fettle.db.row.Paging;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.history.HistoryRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The histories of nodes. Thread-safe; calls block. */
public final class HistoryStore {
    private static final int BATCH = 1000;

    private static final Field<?>[] COLUMNS = {
        NODE_HISTORY.ID,
        NODE_HISTORY.UUID,
        NODE_HISTORY.CONDUCTOR,
        NODE_HISTORY.EVENT,
        NODE_HISTORY.EVENT_TYPE,
        NODE_HISTORY.SEVERITY,
        NODE_HISTORY.USER,
        NODE_HISTORY.PROJECT,
        NODE_HISTORY.STATE,
        NODE_HISTORY.TARGET_PROVISION_STATE,
        NODE_HISTORY.DURATION_SECONDS,
        NODE_HISTORY.CREATED_AT
    };

    private static final String PURGE = """
            delete from node_history where id in (
                select id from (
                    select id, created_at, row_number() over (partition by node_id order by id desc) as place from node_history
                ) as ranked
                where place > ? and created_at <= now() - make_interval(secs => ?)
                limit ?)""";

    private final Database database;

    public HistoryStore(Database database) {
        this.database = database;
    }

    /** @throws FaultException {@code NODE_NOT_FOUND} */
    public void add(UUID node, HistoryEntry entry) {
        database.transaction(session -> {
            HistoryRows.add(session, nodeId(session, node), entry);
            return true;
        });
    }

    /** @throws FaultException for an unknown marker or sort key */
    public List<HistoryRecord> list(HistoryQuery query) {
        var key = Optional.<Field<?>>ofNullable(NODE_HISTORY.field(query.sortKey()))
                .orElseThrow(() -> new FaultException(
                        FaultCode.INVALID_PARAMETER_VALUE,
                        "The sort_key value \"" + query.sortKey() + "\" is an invalid field for sorting."));
        return database.run(session -> {
            var condition = ofNode(query.node());
            if (query.marker() != null) {
                condition = condition.and(behind(session, query, key, query.marker()));
            }
            var ordered = Session.SQL
                    .select(COLUMNS)
                    .from(NODE_HISTORY)
                    .where(condition)
                    .orderBy(Paging.order(key, NODE_HISTORY.ID, query.descending()));
            return session.list(query.limit() > 0 ? ordered.limit(query.limit()) : ordered, HistoryStore::read);
        });
    }

    /** Empty when that node has no such event. */
    public Optional<HistoryRecord> find(UUID node, UUID event) {
        var query = Session.SQL
                .select(COLUMNS)
                .from(NODE_HISTORY)
                .where(ofNode(node))
                .and(NODE_HISTORY.UUID.eq(event));
        return database.run(session -> session.first(query, HistoryStore::read));
    }

    /**
     * Of each node keeps the newest entries, and all that are younger than the age. Deletes at most a thousand; call it again while it does.
     *
     * @return how many were deleted
     */
    public int purge(int maxEntries, Duration minimumAge) {
        var seconds = (double) minimumAge.toSeconds();
        return database.run(session -> session.execute(PURGE, List.of(maxEntries, seconds, BATCH)));
    }

    private static long nodeId(Session session, UUID node) {
        var query = Session.SQL.select(NODES.ID).from(NODES).where(NODES.UUID.eq(node));
        return session.first(query, row -> row.getLong(1)).orElseThrow(() -> NodeRows.notFound(node));
    }

    private static Condition ofNode(UUID node) {
        return NODE_HISTORY.NODE_ID.eq(DSL.select(NODES.ID).from(NODES).where(NODES.UUID.eq(node)));
    }

    /** The key stays in the database: the marker's row is compared with there. */
    private static Condition behind(Session session, HistoryQuery query, Field<?> key, UUID marker) {
        var find = Session.SQL
                .select(NODE_HISTORY.ID, key)
                .from(NODE_HISTORY)
                .where(ofNode(query.node()))
                .and(NODE_HISTORY.UUID.eq(marker));
        return session.first(
                        find,
                        row -> Paging.after(
                                key,
                                NODE_HISTORY.ID,
                                row.getObject(2, key.getType()),
                                row.getLong(1),
                                query.descending()))
                .orElseThrow(() -> new FaultException(
                        FaultCode.NODE_HISTORY_NOT_FOUND, "Node history record " + marker + " could not be found."));
    }

    private static HistoryRecord read(ResultSet row) throws SQLException {
        return new HistoryRecord(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                Columns.integer(row, 11),
                Objects.requireNonNull(Columns.instant(row, 12)));
    }
}
