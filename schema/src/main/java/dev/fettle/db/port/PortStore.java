package dev.fettle.db.port;

import static dev.fettle.db.port.PortRows.ID;
import static dev.fettle.db.port.PortRows.NODE_ID;
import static dev.fettle.db.port.PortRows.PORTS;
import static dev.fettle.db.port.PortRows.UUID;

import dev.fettle.db.Database;
import dev.fettle.db.node.NodeRows;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.port.Port;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SortOrder;
import org.jooq.impl.DSL;

/** Questions to, and short writes of, the table {@code ports}. A port is written under the lock of its node. Blocks; thread-safe. */
public final class PortStore {
    private final Database database;

    public PortStore(Database database) {
        this.database = database;
    }

    public Optional<Port> find(UUID port) {
        return database.run(sql -> one(sql, UUID.eq(port)));
    }

    public Optional<Port> findByName(String name) {
        return database.run(sql -> one(sql, DSL.condition("ports.name = ?", name)));
    }

    public List<Port> ofNode(UUID node) {
        return database.run(sql -> sql.select(PortRows.selectAll())
                .from(PORTS.table())
                .where(ofNodeCondition(node))
                .orderBy(ID)
                .fetch(PortRows::port));
    }

    /** @throws dev.fettle.model.FaultException {@code PORT_NOT_FOUND} for an unknown marker */
    public List<Port> list(PortQuery query) {
        return database.run(sql -> {
            var order = query.descending() ? SortOrder.DESC : SortOrder.ASC;
            var node = query.node();
            var address = query.address();
            var page = sql.select(PortRows.selectAll())
                    .from(PORTS.table())
                    .where(node == null ? DSL.noCondition() : ofNodeCondition(node))
                    .and(address == null ? DSL.noCondition() : DSL.condition("ports.address = ?", address.toLowerCase(Locale.ROOT)))
                    .and(after(sql, query))
                    .orderBy(PORTS.of(query.sortKey()).sort(order).nullsFirst(), ID.sort(order));
            return (query.limit() > 0 ? page.limit(query.limit()) : page).fetch(PortRows::port);
        });
    }

    /** The nodes that own any of these MAC addresses. */
    public Set<UUID> nodeOfAddresses(Collection<String> addresses) {
        var lower = addresses.stream().map(it -> it.toLowerCase(Locale.ROOT)).toArray(String[]::new);
        return new HashSet<>(database.run(sql -> sql.fetch(
                        "select distinct n.uuid from ports p join nodes n on n.id = p.node_id where p.address = any(?)",
                        DSL.val(lower))
                .map(row -> row.get(0, UUID.class))));
    }

    /** Stores a new port; key and time of creation come from the database. */
    public Port insert(Port port) {
        return PortRows.named(port.values(), () -> database.transaction(sql -> {
            var id = sql.insertInto(PORTS.table())
                    .set(PORTS.settings(port.values()))
                    .returningResult(ID)
                    .fetchOptional()
                    .orElseThrow()
                    .value1();
            return one(sql, ID.eq(id)).orElseThrow();
        }));
    }

    /**
     * Reads the port and its node, changes the port and writes the difference, in one transaction and with the node's row locked.
     *
     * @param change may refuse by exception; must do no I/O
     */
    public PortEdit edit(UUID port, BiFunction<Node, Port, Port> change) {
        return database.transaction(sql -> {
            var node = lockedNode(sql, port);
            var holder = NodeRows.holder(node);
            if (holder.isPresent()) {
                return new PortEdit.Locked(holder.get());
            }
            var before = one(sql, UUID.eq(port)).orElseThrow(() -> PortRows.notFound(port));
            var after = change.apply(NodeRows.node(node), before);
            return new PortEdit.Saved(PortRows.named(after.values(), () -> update(sql, before, after)));
        });
    }

    /** @param check may refuse by exception */
    public PortEdit delete(UUID port, BiConsumer<Node, Port> check) {
        return database.transaction(sql -> {
            var node = lockedNode(sql, port);
            Optional<LockHolder> holder = NodeRows.holder(node);
            if (holder.isPresent()) {
                return new PortEdit.Locked(holder.get());
            }
            var found = one(sql, UUID.eq(port)).orElseThrow(() -> PortRows.notFound(port));
            check.accept(NodeRows.node(node), found);
            sql.deleteFrom(PORTS.table()).where(ID.eq(found.id())).execute();
            return new PortEdit.Saved(found);
        });
    }

    /**
     * A write of the holder of the node's lock.
     *
     * @throws LockLostException when the lock was taken away
     */
    public Port savePort(NodeLock lock, Port port) {
        return database.transaction(sql -> {
            var held = sql.select(NodeRows.ID).from(NodeRows.NODES.table()).where(NodeStore.held(lock)).forUpdate().fetchOptional();
            if (held.isEmpty()) {
                throw new LockLostException(lock.nodeUuid(), lock.fence());
            }
            var before = one(sql, ID.eq(port.id()).and(NODE_ID.eq(lock.nodeId())))
                    .orElseThrow(() -> PortRows.notFound(port.uuid()));
            return update(sql, before, port);
        });
    }

    private static Port update(DSLContext sql, Port before, Port after) {
        var changes = after.values().changesFrom(before.values());
        if (changes.isEmpty()) {
            return before;
        }
        var settings = PORTS.settings(changes);
        settings.put(DSL.field(DSL.name("updated_at")), DSL.currentOffsetDateTime());
        sql.update(PORTS.table()).set(settings).where(ID.eq(before.id())).execute();
        return one(sql, ID.eq(before.id())).orElseThrow();
    }

    private static Record lockedNode(DSLContext sql, UUID port) {
        return sql.select(NodeRows.selectAll())
                .from(NodeRows.NODES.table())
                .where(NodeRows.ID.eq(DSL.field("(select node_id from ports where uuid = ?)", Long.class, port)))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> PortRows.notFound(port));
    }

    private static Optional<Port> one(DSLContext sql, Condition condition) {
        return sql.select(PortRows.selectAll()).from(PORTS.table()).where(condition).fetchOptional(PortRows::port);
    }

    private static Condition ofNodeCondition(UUID node) {
        return DSL.condition("ports.node_id = (select id from nodes where uuid = ?)", node);
    }

    @SuppressWarnings("unchecked")
    private static Condition after(DSLContext sql, PortQuery query) {
        var marker = query.marker();
        if (marker == null) {
            return DSL.noCondition();
        }
        var key = (org.jooq.Field<Object>) PORTS.of(query.sortKey());
        var row = sql.select(ID, key)
                .from(PORTS.table())
                .where(UUID.eq(marker))
                .fetchOptional()
                .orElseThrow(() -> PortRows.notFound(marker));
        var id = row.value1();
        var value = row.value2();
        if (value == null) {
            return query.descending() ? key.isNull().and(ID.lt(id)) : key.isNotNull().or(key.isNull().and(ID.gt(id)));
        }
        return query.descending()
                ? key.lt(value).or(key.eq(value).and(ID.lt(id)))
                : key.gt(value).or(key.eq(value).and(ID.gt(id)));
    }

}
