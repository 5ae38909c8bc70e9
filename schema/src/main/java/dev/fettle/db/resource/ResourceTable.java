package dev.fettle.db.resource;

import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.ConstraintException;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.Values;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What the store needs to know of one resource: its table, its words for callers, and what a breach of its constraints means.
 *
 * @param noun what messages call it, such as {@code Chassis}
 * @param breaches constraint to fault, made of what was being written
 */
public record ResourceTable(
        FieldTable fields,
        Table<?> table,
        Columns columns,
        String noun,
        FaultCode missing,
        Map<String, Function<Values, FaultException>> breaches) {
    private static final Set<String> NOT_BY_CALLERS = Set.of("id", "created_at", "updated_at");
    private static final String NODE_UUID = "node_uuid";

    /** A resource whose table has the names of its fields; {@code node_uuid}, where it has one, comes from the node. */
    static ResourceTable of(
            FieldTable fields,
            Table<?> table,
            String noun,
            FaultCode missing,
            Map<String, Function<Values, FaultException>> breaches) {
        var computed = new LinkedHashMap<Field<?>, org.jooq.Field<?>>();
        fields.find(NODE_UUID)
                .ifPresent(field -> computed.put(
                        field,
                        DSL.field(DSL.select(NODES.UUID)
                                .from(NODES)
                                .where(NODES.ID.eq(column(table, "node_id", Long.class))))));
        return new ResourceTable(fields, table, new Columns(fields, table, computed), noun, missing, breaches);
    }

    org.jooq.Field<Long> id() {
        return column(table, "id", Long.class);
    }

    org.jooq.Field<UUID> uuid() {
        return column(table, "uuid", UUID.class);
    }

    org.jooq.Field<String> name() {
        return column(table, "name", String.class);
    }

    org.jooq.Field<Long> nodeId() {
        return column(table, "node_id", Long.class);
    }

    Field<?> uuidField() {
        return fields.find("uuid").orElseThrow();
    }

    /** The uuid of a row, which every load brings along. */
    public UUID uuidOf(Values row) {
        return (UUID) row.require(uuidField());
    }

    /** What a statement sets for these values: everything but what the database gives; the node by its uuid. */
    Map<org.jooq.Field<?>, @Nullable Object> settings(Values values) {
        var own = values.setFields().stream()
                .filter(field ->
                        !NOT_BY_CALLERS.contains(field.name()) && !field.name().equals(NODE_UUID))
                .toList();
        var settings = columns.settings(values, own);
        fields.find(NODE_UUID).filter(values::has).ifPresent(field -> {
            var node = (UUID) values.get(field);
            settings.keySet().removeIf(column -> column.getName().equals("node_id")); // who gives both means the same
            settings.put(nodeId(), DSL.field(DSL.select(NODES.ID).from(NODES).where(NODES.UUID.eq(node))));
        });
        return settings;
    }

    Map<org.jooq.Field<?>, @Nullable Object> touched(Map<org.jooq.Field<?>, @Nullable Object> settings) {
        settings.put(column(table, "updated_at", OffsetDateTime.class), NodeRows.NOW);
        return settings;
    }

    Condition isOne(UUID uuid) {
        return uuid().eq(uuid);
    }

    /** 404 in the words that clients match. */
    public FaultException notFound(Object ident) {
        return new FaultException(missing, noun + " " + ident + " could not be found.");
    }

    RuntimeException breach(ConstraintException e, Values written) {
        return Optional.ofNullable(breaches.get(e.constraint()))
                .<RuntimeException>map(fault -> fault.apply(written))
                .orElse(e);
    }

    private static <T> org.jooq.Field<T> column(Table<?> table, String name, Class<T> type) {
        return Objects.requireNonNull(table.field(name, type), () -> table + " has no column " + name);
    }

    /** All columns, in the order of the fields. */
    List<org.jooq.Field<?>> whole() {
        return columns.of(fields.fields());
    }
}
