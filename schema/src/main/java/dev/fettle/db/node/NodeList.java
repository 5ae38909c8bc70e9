package dev.fettle.db.node;

import static dev.fettle.db.node.NodeRows.ID;
import static dev.fettle.db.node.NodeRows.NODES;
import static dev.fettle.db.node.NodeRows.UUID;

import dev.fettle.db.Database;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SortOrder;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Pages of nodes: one statement for the page, one more for a marker. Only the columns asked for are read. */
final class NodeList {
    private static final int FETCH = 500;

    private final Database database;

    NodeList(Database database) {
        this.database = database;
    }

    List<Node> list(NodeQuery query) {
        var fields = loaded(query);
        return database.run(sql -> select(sql, query, fields).fetch(row -> NodeRows.node(row, fields)));
    }

    void stream(NodeQuery query, Consumer<Node> consumer) {
        var fields = loaded(query);
        database.transaction(sql -> {
            try (var cursor = select(sql, query, fields).fetchSize(FETCH).fetchLazy()) {
                for (var row : cursor) {
                    consumer.accept(NodeRows.node(row, fields));
                }
            }
            return true;
        });
    }

    private ResultQuery<? extends Record> select(DSLContext sql, NodeQuery query, Set<Field<?>> fields) {
        var condition = query.filters().stream().map(Conditions::of).reduce(DSL.noCondition(), Condition::and);
        var key = Conditions.column(query.sortKey());
        var order = query.descending() ? SortOrder.DESC : SortOrder.ASC;
        var page = sql.select(NodeRows.select(fields))
                .from(NODES.table())
                .where(condition.and(after(sql, query)))
                .orderBy(
                        query.descending() ? key.sort(order).nullsLast() : key.sort(order).nullsFirst(),
                        ID.sort(order));
        return query.limit() > 0 ? page.limit(query.limit()) : page;
    }

    /** What comes after the marker, in the order of the page; nulls are the smallest. */
    private Condition after(DSLContext sql, NodeQuery query) {
        var marker = query.marker();
        if (marker == null) {
            return DSL.noCondition();
        }
        var key = Conditions.column(query.sortKey());
        var row = sql.select(ID, key)
                .from(NODES.table())
                .where(UUID.eq(marker))
                .fetchOptional()
                .orElseThrow(() -> NodeRows.notFound(marker));
        var id = row.value1();
        return query.descending() ? below(key, row.value2(), id) : above(key, row.value2(), id);
    }

    private static Condition above(org.jooq.Field<Object> key, @Nullable Object value, Long id) {
        return value == null
                ? key.isNotNull().or(key.isNull().and(ID.gt(id)))
                : key.gt(value).or(key.eq(value).and(ID.gt(id)));
    }

    private static Condition below(org.jooq.Field<Object> key, @Nullable Object value, Long id) {
        return value == null
                ? key.isNull().and(ID.lt(id))
                : key.lt(value).or(key.isNull()).or(key.eq(value).and(ID.lt(id)));
    }

    private static Set<Field<?>> loaded(NodeQuery query) {
        var fields = new LinkedHashSet<Field<?>>();
        fields.add(NodeFields.ID);
        fields.add(NodeFields.UUID);
        fields.addAll(query.fields());
        return fields;
    }

}
