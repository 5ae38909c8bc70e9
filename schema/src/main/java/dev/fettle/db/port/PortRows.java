package dev.fettle.db.port;

import dev.fettle.db.row.Columns;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table {@code ports}, and rows as ports; the uuid of the node comes from its own table. */
final class PortRows {
    static final Columns PORTS = new Columns(PortFields.TABLE, "ports", Set.of(PortFields.NODE_UUID));
    static final Field<Long> ID = PORTS.own("id", SQLDataType.BIGINT);
    static final Field<UUID> UUID = PORTS.own("uuid", SQLDataType.UUID);
    static final Field<Long> NODE_ID = PORTS.own("node_id", SQLDataType.BIGINT);

    private static final Field<UUID> NODE_UUID =
            DSL.field("(select n.uuid from nodes n where n.id = ports.node_id)", SQLDataType.UUID);

    private PortRows() {}

    static List<Field<?>> selectAll() {
        var columns = PORTS.all();
        columns.add(NODE_UUID);
        return columns;
    }

    static Port port(Record row) {
        var values = Values.none(PortFields.TABLE).toBuilder();
        PORTS.read(row, PortFields.TABLE.fields(), values);
        values.put(PortFields.NODE_UUID, row.get(NODE_UUID));
        return new Port(values.build());
    }

    static FaultException notFound(UUID port) {
        return new FaultException(FaultCode.PORT_NOT_FOUND, "Port " + port + " could not be found.");
    }

    /** Puts the value in question into the text of a duplicate; texts that clients match. */
    static <T> T named(Values port, Supplier<T> write) {
        try {
            return write.get();
        } catch (FaultException e) {
            throw switch (e.code()) {
                case PORT_ALREADY_EXISTS ->
                    new FaultException(
                            e.code(), "A port with UUID " + port.getOrNull(PortFields.UUID) + " already exists.", e);
                case MAC_ALREADY_EXISTS ->
                    new FaultException(
                            e.code(), "A port with MAC address " + port.getOrNull(PortFields.ADDRESS) + " already exists.", e);
                case PORT_DUPLICATE_NAME ->
                    new FaultException(
                            e.code(), "A port with name " + port.getOrNull(PortFields.NAME) + " already exists.", e);
                default -> e;
            };
        }
    }
}
