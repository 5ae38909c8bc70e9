package dev.fettle.db.port;

import static dev.fettle.db.tables.Nodes.NODES;
import static dev.fettle.db.tables.Ports.PORTS;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.NodeRow;
import dev.fettle.db.row.NodeRows;
import dev.fettle.db.row.Paging;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.LockLostException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * Ports. Thread-safe; calls block. Short writes lock the row of the port's node and are refused while an operation holds the node's lock; the
 * holder writes with {@link #savePort}.
 */
public final class PortStore {
    private final Database database;

    public PortStore(Database database) {
        this.database = database;
    }

    public Optional<Port> find(UUID uuid) {
        return database.run(session -> find(session, uuid));
    }

    public Optional<Port> findByName(String name) {
        return name.indexOf('\0') >= 0 ? Optional.empty() : one(PORTS.NAME.eq(name));
    }

    public Optional<Port> findByAddress(String address) {
        return address.indexOf('\0') >= 0 ? Optional.empty() : one(PORTS.ADDRESS.eq(address.toLowerCase(Locale.ROOT)));
    }

    /** In the order of their making. */
    public List<Port> ofNode(UUID node) {
        return list(new PortQuery(node, null, null, PortFields.ID, false, null, 0));
    }

    /** @throws dev.fettle.model.FaultException {@code PORT_NOT_FOUND} for an unknown marker */
    public List<Port> list(PortQuery query) {
        return database.run(session -> {
            var condition = DSL.noCondition();
            if (query.node() != null) {
                condition = condition.and(PortRows.ofNode(query.node()));
            }
            if (query.project() != null) {
                condition = condition.and(PortRows.ofProject(query.project()));
            }
            if (query.address() != null) {
                condition = condition.and(PORTS.ADDRESS.eq(query.address().toLowerCase(Locale.ROOT)));
            }
            if (query.marker() != null) {
                condition = condition.and(behind(session, query, query.marker()));
            }
            var ordered = Session.SQL
                    .select(PortRows.WHOLE)
                    .from(PORTS)
                    .where(condition)
                    .orderBy(Paging.order(PortRows.COLUMNS.of(query.sortKey()), PORTS.ID, query.descending()));
            return session.list(query.limit() > 0 ? ordered.limit(query.limit()) : ordered, PortRows::read);
        });
    }

    /** The nodes that own any of these MAC addresses: none, one, or several if the addresses are mixed up. */
    public Set<UUID> nodeOfAddresses(Collection<String> addresses) {
        var lower = addresses.stream()
                .filter(address -> address.indexOf('\0') < 0)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        var query = Session.SQL
                .selectDistinct(NODES.UUID)
                .from(PORTS)
                .join(NODES)
                .on(NODES.ID.eq(PORTS.NODE_ID))
                .where(PORTS.ADDRESS.eq(DSL.any(lower)));
        return new HashSet<>(database.run(session -> session.list(query, row -> row.getObject(1, UUID.class))));
    }

    /**
     * Stores a new port of the node in {@code node_id}, or else {@code node_uuid}. Id and times are the database's own.
     *
     * @throws dev.fettle.model.FaultException {@code NODE_NOT_FOUND}, {@code PORT_ALREADY_EXISTS}, {@code MAC_ALREADY_EXISTS} or
     *     {@code PORT_DUPLICATE_NAME}
     */
    public Port insert(Port port) {
        var values = port.values();
        var settings = PortRows.settings(values);
        settings.values().removeIf(value -> value == null); // let the defaults of the table stand
        var node = values.getOrNull(PortFields.NODE_UUID);
        if (!settings.containsKey(PORTS.NODE_ID)) {
            settings.put(
                    PORTS.NODE_ID, DSL.field(DSL.select(NODES.ID).from(NODES).where(NODES.UUID.eq(node))));
        }
        var insert = Session.SQL.insertInto(PORTS).set(settings).returningResult(PortRows.WHOLE);
        return database.transaction(session -> {
            if (values.getOrNull(PortFields.NODE_ID) == null) {
                NodeRows.lock(session, Optional.ofNullable(node).orElseThrow(() -> NodeRows.notFound("None")));
            }
            return PortRows.written(session, insert, values, "new");
        });
    }

    /** @see #edit(UUID, BiFunction) */
    public PortEdit edit(UUID uuid, UnaryOperator<Port> change) {
        return edit(uuid, (_, port) -> change.apply(port));
    }

    /**
     * A short write: locks the row of the port's node, lets the caller change what is there now, writes the difference. Must not do anything slow.
     *
     * @param change may refuse by exception, which comes out; moves the port to another node by changing {@code node_id}
     * @throws dev.fettle.model.FaultException {@code PORT_NOT_FOUND} and those of {@link #insert}
     */
    public PortEdit edit(UUID uuid, BiFunction<Node, Port, Port> change) {
        return unlocked(
                uuid,
                (session, node, port) -> PortRows.update(session, port, change.apply(node, port), DSL.noCondition()));
    }

    /** @param check may refuse by exception, which comes out */
    public PortEdit delete(UUID uuid, BiConsumer<Node, Port> check) {
        return unlocked(uuid, (session, node, port) -> {
            check.accept(node, port);
            session.execute(Session.SQL.deleteFrom(PORTS).where(PORTS.ID.eq(port.id())));
            return port;
        });
    }

    /**
     * A write of the holder of the node's lock: the fields that are set and differ.
     *
     * @throws LockLostException when the lock was taken away; nothing was written
     */
    public Port savePort(NodeLock lock, Port port) {
        return database.transaction(session -> {
            var held = Session.SQL
                    .select(NODES.ID)
                    .from(NODES)
                    .where(NodeRows.held(lock))
                    .forShare();
            if (session.first(held, row -> row.getLong(1)).isEmpty()) {
                throw new LockLostException(lock.nodeUuid(), lock.fence());
            }
            var before = find(session, port.uuid()).orElseThrow(() -> PortRows.notFound(port.uuid()));
            return PortRows.update(session, before, port, PORTS.NODE_ID.eq(lock.nodeId()));
        });
    }

    /** A write under the row lock of the node. */
    private interface Write {
        Port apply(Session session, Node node, Port port);
    }

    private PortEdit unlocked(UUID uuid, Write write) {
        return database.transaction(session -> {
            var node = lockNode(session, uuid);
            var holder = node.holder();
            if (holder.isPresent()) {
                return new PortEdit.Locked(holder.get());
            }
            var port = find(session, uuid).orElseThrow(() -> PortRows.notFound(uuid));
            return new PortEdit.Saved(write.apply(session, node.node(), port));
        });
    }

    private static NodeRow lockNode(Session session, UUID port) {
        var node = Session.SQL
                .select(NodeRows.WHOLE)
                .from(NODES)
                .where(NODES.ID.eq(DSL.select(PORTS.NODE_ID).from(PORTS).where(PORTS.UUID.eq(port))))
                .forNoKeyUpdate()
                .of(NODES);
        return session.first(node, NodeRows::read).orElseThrow(() -> PortRows.notFound(port));
    }

    private Optional<Port> one(Condition condition) {
        return database.run(session -> one(session, condition));
    }

    private static Optional<Port> find(Session session, UUID uuid) {
        return one(session, PORTS.UUID.eq(uuid));
    }

    private static Optional<Port> one(Session session, Condition condition) {
        return session.first(Session.SQL.select(PortRows.WHOLE).from(PORTS).where(condition), PortRows::read);
    }

    private static Condition behind(Session session, PortQuery query, UUID marker) {
        var key = PortRows.COLUMNS.of(query.sortKey());
        var find = Session.SQL.select(PORTS.ID, key).from(PORTS).where(PORTS.UUID.eq(marker));
        return session.first(
                        find,
                        row -> Paging.after(
                                key,
                                PORTS.ID,
                                Columns.toColumn(query.sortKey(), Columns.read(row, query.sortKey(), 2)),
                                row.getLong(1),
                                query.descending()))
                .orElseThrow(() -> PortRows.notFound(marker));
    }
}
