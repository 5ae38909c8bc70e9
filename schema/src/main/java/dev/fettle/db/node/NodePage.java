package dev.fettle.db.node;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.RowReader;
import dev.fettle.db.Session;
import dev.fettle.db.Statement;
import dev.fettle.db.Templates;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.NodeRows;
import dev.fettle.db.row.Paging;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;

/**
 * A query as SQL, and its rows as nodes. Traits are another table: one statement for some hundred nodes costs a fraction of a subselect for each.
 */
record NodePage(Statement statement, RowReader<Node> reader, boolean withTraits) {
    /** Rows that are read at once. No divisor of usual limits, so that the last piece is short and the database says at once that it is the last. */
    static final int PIECE = 256;

    private static final Templates<List<Field<?>>> SELECTS = new Templates<>(
            columns -> Session.SQL.select(NodeRows.COLUMNS.selected(columns)).from(NODES));

    private static final String TRAITS =
            "select node_id, trait from node_traits where node_id = any(?) order by node_id, trait";

    /** @throws dev.fettle.model.FaultException {@code NODE_NOT_FOUND} for an unknown marker */
    static NodePage of(Session session, NodeQuery query) {
        var wanted = new TreeSet<Field<?>>(Comparator.comparingInt(Field::index)); // one text for one set of fields
        wanted.addAll(List.of(NodeFields.ID, NodeFields.UUID));
        wanted.addAll(query.fields());
        var withTraits = wanted.remove(NodeFields.TRAITS);
        var columns = List.<Field<?>>copyOf(wanted);
        var condition = NodeConditions.all(query.filters());
        if (query.marker() != null) {
            condition = condition.and(behind(session, query, query.marker()));
        }
        var order = Paging.order(NodeRows.COLUMNS.of(query.sortKey()), NODES.ID, query.descending());
        var values = withTraits
                ? NodeRows.COLUMNS.pageReader(columns, NodeFields.TRAITS)
                : NodeRows.COLUMNS.pageReader(columns);
        return new NodePage(
                Paging.page(SELECTS.get(columns), condition, order, query.limit()),
                row -> Node.of(values.read(row)),
                withTraits);
    }

    List<Node> list(Session session) {
        return complete(session, session.list(statement, reader));
    }

    /** Only inside a transaction. */
    void stream(Session session, Consumer<List<Node>> consumer) {
        session.stream(statement, PIECE, reader, nodes -> consumer.accept(complete(session, nodes)));
    }

    private List<Node> complete(Session session, List<Node> nodes) {
        if (!withTraits || nodes.isEmpty()) {
            return nodes;
        }
        var traits = new HashMap<Long, List<String>>();
        var ids = nodes.stream().map(Node::id).toArray(Long[]::new);
        List<Object> binds = List.of((Object) ids);
        session.list(
                TRAITS,
                binds,
                row -> traits.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                        .add(row.getString(2)));
        if (!traits.isEmpty()) {
            nodes.replaceAll(node -> traits.containsKey(node.id())
                    ? node.with(NodeFields.TRAITS, List.copyOf(traits.get(node.id())))
                    : node);
        }
        return nodes;
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
