package dev.fettle.db.node;

import dev.fettle.db.row.Columns;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.LockHolder;
import dev.fettle.model.operation.NodeLock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The table {@code nodes}: columns of the model, columns of the lock, and rows as nodes. */
public final class NodeRows {
    public static final Columns NODES = new Columns(NodeFields.TABLE, "nodes", Set.of(NodeFields.TRAITS));

    public static final org.jooq.Field<Long> ID = NODES.own("id", SQLDataType.BIGINT);
    public static final org.jooq.Field<UUID> UUID = NODES.own("uuid", SQLDataType.UUID);
    public static final org.jooq.Field<Long> FENCE = NODES.own("fence", SQLDataType.BIGINT);
    public static final org.jooq.Field<String> RESERVATION = NODES.own("reservation", SQLDataType.CLOB);
    public static final org.jooq.Field<OffsetDateTime> RESERVED_AT =
            NODES.own("reserved_at", SQLDataType.OFFSETDATETIME(6));
    public static final org.jooq.Field<String> RESERVED_FOR = NODES.own("reserved_for", SQLDataType.CLOB);

    private static final org.jooq.Field<String[]> TRAITS = DSL.field(
            "array(select trait from node_traits where node_traits.node_id = nodes.id order by trait)",
            SQLDataType.CLOB.array());

    private NodeRows() {}

    /** Columns of those fields; traits, if wanted, come in the same statement. */
    public static List<org.jooq.Field<?>> select(Collection<? extends Field<?>> fields) {
        var columns = new ArrayList<>(NODES.of(fields));
        if (fields.contains(NodeFields.TRAITS)) {
            columns.add(TRAITS);
        }
        return columns;
    }

    /** All columns with those of the lock. */
    public static List<org.jooq.Field<?>> selectAll() {
        var columns = select(NodeFields.TABLE.fields());
        columns.addAll(List.of(FENCE, RESERVED_AT, RESERVED_FOR));
        return columns;
    }

    public static Node node(Record row) {
        return node(row, NodeFields.TABLE.fields());
    }

    public static Node node(Record row, Collection<? extends Field<?>> fields) {
        var values = Values.none(NodeFields.TABLE).toBuilder();
        NODES.read(row, fields, values);
        if (fields.contains(NodeFields.TRAITS)) {
            var traits = row.get(TRAITS);
            values.putRaw(NodeFields.TRAITS, traits == null ? List.of() : Arrays.asList(traits));
        }
        return Node.of(values.build());
    }

    /** Who holds the row's lock; empty when nobody does. */
    public static Optional<LockHolder> holder(Record row) {
        var host = row.get(RESERVATION);
        return host == null
                ? Optional.empty()
                : Optional.of(new LockHolder(
                        Objects.requireNonNull(row.get(UUID)),
                        host,
                        Objects.requireNonNullElse(row.get(RESERVED_FOR), "unknown"),
                        Objects.requireNonNull(row.get(RESERVED_AT)).toInstant()));
    }

    /** The lock that the row shows as taken. */
    public static NodeLock lock(Record row) {
        return new NodeLock(
                Objects.requireNonNull(row.get(ID)),
                Objects.requireNonNull(row.get(UUID)),
                Objects.requireNonNull(row.get(RESERVATION)),
                Objects.requireNonNull(row.get(FENCE)),
                Objects.requireNonNull(row.get(RESERVED_AT)).toInstant());
    }

    public static FaultException notFound(Object ident) {
        return new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + ident + " could not be found.");
    }
}
