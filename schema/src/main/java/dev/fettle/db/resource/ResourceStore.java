package dev.fettle.db.resource;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.ConstraintException;
import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.Templates;
import dev.fettle.db.node.NodeConditions;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.Paging;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.impl.DSL;

/** The rows of one resource. Thread-safe; calls block. A write locks the row it changes, nothing else. */
public final class ResourceStore {
    private final Database database;
    private final ResourceTable table;
    private final Templates<List<Field<?>>> selects;

    public ResourceStore(Database database, ResourceTable table) {
        this.database = database;
        this.table = table;
        this.selects = new Templates<>(
                fields -> Session.SQL.select(table.columns().selected(fields)).from(table.table()));
    }

    public Optional<Values> find(UUID uuid) {
        return database.run(session -> find(session, uuid));
    }

    /** Only for resources that have names. */
    public Optional<Values> findByName(String name) {
        if (name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return database.run(session -> first(session, table.name().eq(name)));
    }

    /** One statement; two with a marker.
     *
     * @throws dev.fettle.model.FaultException 404 for a marker that is unknown or not visible
     */
    public List<Values> list(ResourceQuery query) {
        var fields = new LinkedHashSet<Field<?>>(query.fields());
        fields.add(table.uuidField());
        var loaded = List.<Field<?>>copyOf(fields);
        return database.run(session -> {
            var condition =
                    DSL.and(query.filters().stream().map(this::condition).toList());
            if (query.marker() != null) {
                condition = condition.and(behind(session, query, query.marker()));
            }
            var order = Paging.order(table.columns().of(query.sortKey()), table.id(), query.descending());
            return session.list(
                    Paging.page(selects.get(loaded), condition, order, query.limit()),
                    table.columns().pageReader(loaded));
        });
    }

    /** @throws dev.fettle.model.FaultException when a value is taken, as the table says */
    public Values insert(Values values) {
        return database.transaction(session -> insert(session, values));
    }

    /** The same in a transaction of the caller. */
    public Values insert(Session session, Values values) {
        var settings = table.settings(values);
        settings.values().removeIf(value -> value == null); // let the defaults of the table stand
        return written(
                session, Session.SQL.insertInto(table.table()).set(settings).returningResult(table.whole()), values);
    }

    /**
     * Locks the row, lets the caller change what is there now, writes the difference. Must not do anything slow.
     *
     * @param change may refuse by exception, which comes out
     * @throws dev.fettle.model.FaultException 404 when it is gone; when a value is taken, as the table says
     */
    public Values update(UUID uuid, UnaryOperator<Values> change) {
        return database.transaction(session -> {
            var before = locked(session, uuid);
            return save(session, before, change.apply(before));
        });
    }

    /** Writes the difference in a transaction of the caller, who holds what it takes to be the only writer. */
    public Values save(Session session, Values before, Values after) {
        var settings = table.settings(after.changesFrom(before));
        if (settings.isEmpty()) {
            return before;
        }
        var update =
                Session.SQL.update(table.table()).set(table.touched(settings)).where(table.isOne(table.uuidOf(before)));
        return written(session, update.returningResult(table.whole()), after);
    }

    /** @param check may refuse by exception, which comes out */
    public void delete(UUID uuid, Consumer<Values> check) {
        database.transaction(session -> {
            var before = locked(session, uuid);
            check.accept(before);
            delete(session, before);
            return true;
        });
    }

    /** The same in a transaction of the caller, who holds what it takes to be the only writer. */
    public void delete(Session session, Values before) {
        try {
            session.execute(Session.SQL.deleteFrom(table.table()).where(table.isOne(table.uuidOf(before))));
        } catch (ConstraintException e) {
            throw table.breach(e, before);
        }
    }

    /** All of one node, in the order of their making; only for resources that hang on nodes. */
    public List<Values> ofNode(Session session, long node) {
        var query = Session.SQL
                .select(table.whole())
                .from(table.table())
                .where(table.nodeId().eq(node))
                .orderBy(table.id());
        return session.list(query, table.reader());
    }

    /** The row in a transaction of the caller, locked until its end. */
    public Values locked(Session session, UUID uuid) {
        var query = Session.SQL
                .select(table.whole())
                .from(table.table())
                .where(table.isOne(uuid))
                .forUpdate()
                .of(table.table());
        return session.first(query, table.reader()).orElseThrow(() -> table.notFound(uuid));
    }

    public ResourceTable table() {
        return table;
    }

    private Values written(Session session, Query write, Values values) {
        try {
            return session.first(write, table.reader())
                    .orElseThrow(() -> table.notFound(values.getOrNull(table.uuidField()) + ""));
        } catch (ConstraintException e) {
            throw table.breach(e, values);
        }
    }

    private Optional<Values> find(Session session, UUID uuid) {
        return first(session, table.isOne(uuid));
    }

    private Optional<Values> first(Session session, Condition condition) {
        return session.first(
                Session.SQL.select(table.whole()).from(table.table()).where(condition), table.reader());
    }

    private Condition condition(ResourceFilter filter) {
        return switch (filter) {
            case ResourceFilter.Equals(var field, var value) -> NodeConditions.equal(table.columns(), field, value);
            case ResourceFilter.In(var field, var values) -> NodeConditions.oneOf(table.columns(), field, values);
            case ResourceFilter.Contains(var field, var text) ->
                table.columns().of(field).like("%" + Columns.toColumn(field, text) + "%");
            case ResourceFilter.OfNodes(var filters) ->
                table.nodeId().in(DSL.select(NODES.ID).from(NODES).where(NodeConditions.all(filters)));
            case ResourceFilter.AnyOf(var filters) ->
                DSL.or(filters.stream().map(this::condition).toList());
            case ResourceFilter.Visible(var seen) -> condition(seen);
        };
    }

    private Condition behind(Session session, ResourceQuery query, UUID marker) {
        var key = table.columns().of(query.sortKey());
        var visible = query.filters().stream()
                .filter(ResourceFilter.Visible.class::isInstance)
                .map(this::condition)
                .toList();
        var find = Session.SQL
                .select(table.id(), key)
                .from(table.table())
                .where(table.isOne(marker))
                .and(DSL.and(visible));
        return session.first(
                        find,
                        row -> Paging.after(
                                key,
                                table.id(),
                                Columns.toColumn(query.sortKey(), Columns.read(row, query.sortKey(), 2)),
                                row.getLong(1),
                                query.descending()))
                .orElseThrow(() -> table.notFound(marker));
    }
}
