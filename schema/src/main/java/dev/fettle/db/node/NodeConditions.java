package dev.fettle.db.node;

import static dev.fettle.db.tables.Chassis.CHASSIS;
import static dev.fettle.db.tables.Nodes.NODES;

import dev.fettle.db.row.Columns;
import dev.fettle.db.row.NodeRows;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.NodeFields;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Filters as SQL. */
public final class NodeConditions {
    private NodeConditions() {}

    public static Condition all(List<NodeFilter> filters) {
        return DSL.and(filters.stream().map(NodeConditions::of).toList());
    }

    public static Condition of(NodeFilter filter) {
        return switch (filter) {
            case NodeFilter.Equals(var field, UUID uuid)
            when field.equals(NodeFields.CHASSIS_UUID) -> // the other way round, no index would help
                NODES.CHASSIS_ID.eq(DSL.select(CHASSIS.ID).from(CHASSIS).where(CHASSIS.UUID.eq(uuid)));
            case NodeFilter.Equals(var field, var value) -> equal(NodeRows.COLUMNS, field, value);
            case NodeFilter.Differs(var field, var value) -> differs(NodeRows.COLUMNS, field, value);
            case NodeFilter.In(var field, var values) -> oneOf(NodeRows.COLUMNS, field, values);
            case NodeFilter.NotNull(var field, var notNull) -> {
                var column = NodeRows.COLUMNS.of(field);
                yield notNull ? column.isNotNull() : column.isNull();
            }
            case NodeFilter.Contains(var field, var text) ->
                NodeRows.COLUMNS.of(field).like("%" + Columns.toColumn(field, text) + "%");
            case NodeFilter.Above(var field, var number) ->
                NodeRows.COLUMNS.of(field).coerce(Long.class).gt(number);
            case NodeFilter.OwnerOrLessee(var project) ->
                NODES.OWNER.eq(project).or(NODES.LESSEE.eq(project));
            case NodeFilter.AnyOf(var filters) ->
                DSL.or(filters.stream().map(NodeConditions::of).toList());
        };
    }

    @SuppressWarnings("unchecked")
    public static Condition equal(Columns columns, Field<?> field, @Nullable Object value) {
        var column = (org.jooq.Field<Object>) columns.of(field);
        var wanted = Columns.toColumn(field, value);
        return wanted == null ? column.isNull() : column.eq(DSL.val(wanted, column.getDataType()));
    }

    @SuppressWarnings("unchecked")
    private static Condition differs(Columns columns, Field<?> field, Object value) {
        var column = (org.jooq.Field<Object>) columns.of(field);
        return column.isDistinctFrom(DSL.val(Columns.toColumn(field, value), column.getDataType()));
    }

    /** One array, so that the statement stays the same for any number of values. */
    @SuppressWarnings("unchecked")
    public static Condition oneOf(Columns columns, Field<?> field, List<?> values) {
        var column = columns.of(field);
        var wanted = values.stream()
                .map(value -> Objects.toString(Columns.toColumn(field, value)))
                .toArray(String[]::new);
        return switch (field.type()) {
            case TEXT -> ((org.jooq.Field<String>) column).eq(DSL.any(wanted));
            case UUID -> DSL.condition("{0} = any({1}::uuid[])", column, DSL.val(wanted));
            default -> column.cast(String.class).eq(DSL.any(wanted));
        };
    }
}
