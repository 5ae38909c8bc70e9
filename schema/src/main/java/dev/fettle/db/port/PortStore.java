package dev.fettle.db.port;

import static dev.fettle.db.tables.Nodes.NODES;
import static dev.fettle.db.tables.Ports.PORTS;

import dev.fettle.db.Database;
import dev.fettle.db.Session;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.part.NodePartStore;
import dev.fettle.db.part.PartEdit;
import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.db.resource.ResourceQuery;
import dev.fettle.db.resource.Resources;
import dev.fettle.model.node.NodeFields;
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
import java.util.function.UnaryOperator;
import org.jooq.impl.DSL;

/** Ports: the store of parts of nodes, with the questions that only ports are asked. Thread-safe; calls block. */
public final class PortStore {
    private final Database database;
    private final NodePartStore parts;

    public PortStore(Database database) {
        this.database = database;
        this.parts = new NodePartStore(database, Resources.PORT_TABLE);
    }

    /** The same store by values, as rules that see several kinds of parts need it. */
    public NodePartStore parts() {
        return parts;
    }

    public Optional<Port> find(UUID uuid) {
        return parts.reads().find(uuid).map(Port::new);
    }

    public Optional<Port> findByName(String name) {
        return parts.reads().findByName(name).map(Port::new);
    }

    public Optional<Port> findByAddress(String address) {
        return address.indexOf('\0') >= 0
                ? Optional.empty()
                : list(new ResourceFilter.Equals(PortFields.ADDRESS, address.toLowerCase(Locale.ROOT))).stream()
                        .findFirst();
    }

    /** In the order of their making. */
    public List<Port> ofNode(UUID node) {
        return list(new ResourceFilter.OfNodes(List.of(new NodeFilter.Equals(NodeFields.UUID, node))));
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
     * Stores a new port of the node in {@code node_uuid}. Id and times are the database's own.
     *
     * @throws dev.fettle.model.FaultException {@code NODE_NOT_FOUND}, {@code PORT_ALREADY_EXISTS}, {@code MAC_ALREADY_EXISTS} or
     *     {@code PORT_DUPLICATE_NAME}
     */
    public Port insert(Port port) {
        return new Port(parts.insert(port.values(), (_, values) -> values));
    }

    /** @see NodePartStore#edit */
    public PartEdit<Port> edit(UUID uuid, UnaryOperator<Port> change) {
        return parts.edit(uuid, (_, values) -> change.apply(new Port(values)).values())
                .map(Port::new);
    }

    /** @see NodePartStore#delete */
    public PartEdit<Port> delete(UUID uuid) {
        return parts.delete(uuid, (_, _) -> {}).map(Port::new);
    }

    /**
     * A write of the holder of the node's lock: the fields that are set and differ.
     *
     * @throws LockLostException when the lock was taken away; nothing was written
     */
    public Port savePort(NodeLock lock, Port port) {
        return new Port(parts.save(lock, port.values()));
    }

    private List<Port> list(ResourceFilter filter) {
        return parts
                .reads()
                .list(new ResourceQuery(List.of(filter), PortFields.TABLE.fields(), PortFields.ID, false, null, 0))
                .stream()
                .map(Port::new)
                .toList();
    }
}
