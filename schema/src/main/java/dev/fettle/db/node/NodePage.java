package dev.fettle.db.node;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.Session;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.NodeRows;
import dev.fettle.db.row.Paging;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Select;

/** A query as SQL, and its rows as nodes. */
record NodePage(Select<?> select, List<Field<?>> fields) {

    /** @throws dev.fettle.model.FaultException {@code NODE_NOT_FOUND} for an unknown marker */
    static NodePage of(Session session, NodeQuery query) {
        var wanted = new LinkedHashSet<Field<?>>(List.of(NodeFields.ID, NodeFields.UUID));
        wanted.addAll(query.fields());
        var fields = List.copyOf(wanted);
        var condition = NodeConditions.all(query.filters());
        if (query.marker() != null) {
            condition = condition.and(behind(session, query, query.marker()));
        }
        var ordered = Session.SQL
                .select(NodeRows.COLUMNS.of(fields))
                .from(NODES)
                .where(condition)
                .orderBy(Paging.order(NodeRows.COLUMNS.of(query.sortKey()), NODES.ID, query.descending()));
        return new NodePage(query.limit() > 0 ? ordered.limit(query.limit()) : ordered, fields);
    }

    Node read(ResultSet row) throws SQLException {
        return Node.of(NodeRows.COLUMNS.read(row, fields, 1));
    }

    private static Condition behind(Session session, NodeQuery query, UUID marker) {
        var key = query.sortKey();
        var find = Session.SQL
                .select(NODES.ID, NodeRows.COLUMNS.of(key))
                .from(NODES)
                .where(NODES.UUID.eq(marker));
        return session.first(
                        find,
                        row -> Paging.after(
                                NodeRows.COLUMNS.of(key),
                                NODES.ID,
                                Columns.toColumn(key, Columns.read(row, key, 2)),
                                row.getLong(1),
                                query.descending()))
                .orElseThrow(() -> NodeRows.notFound(marker));
    }
}
