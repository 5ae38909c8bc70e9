package dev.fettle.db.port;

import static dev.fettle.db.tables.Nodes.NODES;
import static dev.fettle.db.tables.Portgroups.PORTGROUPS;
import static dev.fettle.db.tables.Ports.PORTS;

import dev.fettle.db.ConstraintException;
import dev.fettle.db.Session;
import dev.fettle.db.node.NodeConditions;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Rows of {@code ports} as ports; the uuid of the node comes from its own table. */
final class PortRows {
    static final Columns COLUMNS = new Columns(
            PortFields.TABLE,
            PORTS,
            Map.of(
                    PortFields.NODE_UUID,
                    DSL.field(DSL.select(NODES.UUID).from(NODES).where(NODES.ID.eq(PORTS.NODE_ID))),
                    PortFields.PORTGROUP_UUID,
                    DSL.field(
                            DSL.select(PORTGROUPS.UUID).from(PORTGROUPS).where(PORTGROUPS.ID.eq(PORTS.PORTGROUP_ID)))));

    static final List<org.jooq.Field<?>> WHOLE = COLUMNS.of(PortFields.TABLE.fields());

    private static final Set<Field<?>> NOT_BY_CALLERS = Set.of(
            PortFields.ID,
            PortFields.NODE_UUID,
            PortFields.PORTGROUP_UUID,
            PortFields.CREATED_AT,
            PortFields.UPDATED_AT);

    private PortRows() {}

    static Port read(ResultSet row) throws SQLException {
        return new Port(COLUMNS.read(row, PortFields.TABLE.fields(), 1));
    }

    static Condition ofNode(UUID node) {
        return PORTS.NODE_ID.eq(DSL.select(NODES.ID).from(NODES).where(NODES.UUID.eq(node)));
    }

    /** Of nodes that the project owns or leases. */
    static Condition ofProject(String project) {
        return PORTS.NODE_ID.in(
                DSL.select(NODES.ID).from(NODES).where(NodeConditions.of(new NodeFilter.OwnerOrLessee(project))));
    }

    /** Writes what differs; the node's uuid alone is no difference. */
    static Port update(Session session, Port before, Port after, Condition condition) {
        var changes = after.values().changesFrom(before.values());
        var settings = settings(changes);
        if (settings.isEmpty()) {
            return before;
        }
        settings.put(PORTS.UPDATED_AT, NodeRows.NOW);
        var update = Session.SQL
                .update(PORTS)
                .set(settings)
                .where(PORTS.ID.eq(before.id()))
                .and(condition);
        return written(session, update.returningResult(WHOLE), after.values(), before.uuid());
    }

    /** Runs a write that returns the row. */
    static Port written(Session session, Query write, Values values, Object ident) {
        try {
            return session.first(write, PortRows::read).orElseThrow(() -> notFound(ident));
        } catch (ConstraintException e) {
            throw fault(e, values);
        }
    }

    static Map<org.jooq.Field<?>, @Nullable Object> settings(Values values) {
        return COLUMNS.settings(
                values,
                values.setFields().stream()
                        .filter(field -> !NOT_BY_CALLERS.contains(field))
                        .toList());
    }

    static FaultException notFound(Object ident) {
        return new FaultException(FaultCode.PORT_NOT_FOUND, "Port " + ident + " could not be found.");
    }

    private static RuntimeException fault(ConstraintException e, Values port) {
        return switch (e.constraint()) {
            case "ports_uuid_key" ->
                new FaultException(
                        FaultCode.PORT_ALREADY_EXISTS,
                        "A port with UUID " + port.getOrNull(PortFields.UUID) + " already exists.");
            case "ports_address_key" ->
                new FaultException(
                        FaultCode.MAC_ALREADY_EXISTS,
                        "A port with MAC address " + port.getOrNull(PortFields.ADDRESS) + " already exists.");
            case "ports_name_key" ->
                new FaultException(
                        FaultCode.PORT_DUPLICATE_NAME,
                        "A port with name " + port.getOrNull(PortFields.NAME) + " already exists.");
            default -> e;
        };
    }
}
