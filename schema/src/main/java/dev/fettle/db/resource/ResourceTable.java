package dev.fettle.db.resource;

import static dev.fettle.db.tables.Nodes.NODES;
import static dev.fettle.db.tables.Portgroups.PORTGROUPS;

import dev.fettle.db.ConstraintException;
import dev.fettle.db.RowReader;
import dev.fettle.db.row.Columns;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.Values;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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

    /** Fields that show the uuid of a row elsewhere, where the table holds its id. */
    private static final List<Reference> REFERENCES = List.of(
            new Reference("node_uuid", "node_id", NODES, NODES.ID, NODES.UUID),
            new Reference("portgroup_uuid", "portgroup_id", PORTGROUPS, PORTGROUPS.ID, PORTGROUPS.UUID));

    /** No row has it: a reference that is set to it breaks the constraint of the reference. */
    private static final long NONE = -1;

    private static final String NODE_REFERENCE = "_node_id_fkey";

    /**
     * @param shown the field of the model
     * @param held the column of the table
     */
    private record Reference(
            String shown, String held, Table<?> other, org.jooq.Field<Long> otherId, org.jooq.Field<UUID> otherUuid) {

        org.jooq.Field<UUID> read(Table<?> table) {
            var reference = column(table, held, Long.class);
            return DSL.when(
                    reference.isNotNull(),
                    DSL.field(DSL.select(otherUuid).from(other).where(otherId.eq(reference))));
        }

        org.jooq.@Nullable Field<Long> written(@Nullable Object uuid) {
            return uuid == null
                    ? null
                    : DSL.coalesce(
                            DSL.field(DSL.select(otherId).from(other).where(otherUuid.eq((UUID) uuid))),
                            DSL.inline(NONE));
        }
    }

    /** A resource whose table has the names of its fields; uuids of nodes and portgroups come from there. */
    static ResourceTable of(
            FieldTable fields,
            Table<?> table,
            String noun,
            FaultCode missing,
            Map<String, Function<Values, FaultException>> breaches) {
        var computed = new LinkedHashMap<Field<?>, org.jooq.Field<?>>();
        for (var reference : REFERENCES) {
            fields.find(reference.shown()).ifPresent(field -> computed.put(field, reference.read(table)));
        }
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

    /** What a statement sets for these values: everything but what the database gives; other rows by their uuid. */
    Map<org.jooq.Field<?>, @Nullable Object> settings(Values values) {
        var references = new LinkedHashMap<org.jooq.Field<?>, @Nullable Object>();
        var own = new ArrayList<>(values.setFields());
        own.removeIf(field -> NOT_BY_CALLERS.contains(field.name()));
        for (var reference : REFERENCES) {
            fields.find(reference.shown()).filter(own::remove).ifPresent(field -> {
                references.put(table.field(reference.held()), reference.written(values.get(field)));
            });
        }
        var settings = columns.settings(values, own);
        settings.putAll(references);
        return settings;
    }

    Map<org.jooq.Field<?>, @Nullable Object> touched(Map<org.jooq.Field<?>, @Nullable Object> settings) {
        settings.put(column(table, "updated_at", OffsetDateTime.class), NodeRows.NOW);
        return settings;
    }

    Condition isOne(UUID uuid) {
        return uuid().eq(uuid);
    }

    /** The row of the node that a part hangs on. */
    public Condition isNodeOf(UUID part) {
        return NODES.ID.eq(DSL.select(nodeId()).from(table).where(isOne(part)));
    }

    /** 404 in the words that clients match. */
    public FaultException notFound(Object ident) {
        return new FaultException(missing, noun + " " + ident + " could not be found.");
    }

    RuntimeException breach(ConstraintException e, Values written) {
        return Optional.ofNullable(breaches.get(e.constraint()))
                .map(fault -> fault.apply(written))
                .or(() -> noNode(e))
                .<RuntimeException>map(fault -> fault)
                .orElse(e);
    }

    private static Optional<FaultException> noNode(ConstraintException e) {
        return e.constraint().endsWith(NODE_REFERENCE)
                ? Optional.of(
                        new FaultException(FaultCode.NODE_NOT_FOUND, "The node could not be found.").withStatus(400))
                : Optional.empty();
    }

    private static <T> org.jooq.Field<T> column(Table<?> table, String name, Class<T> type) {
        return Objects.requireNonNull(table.field(name, type), () -> table + " has no column " + name);
    }

    /** All columns, in the order of the fields. */
    List<org.jooq.Field<?>> whole() {
        return columns.selected(fields.fields());
    }

    /** Reads {@link #whole}. */
    RowReader<Values> reader() {
        return columns.reader(fields.fields(), 1);
    }
}
