package dev.fettle.db.node;

import static dev.fettle.db.node.NodeRows.NODES;

import dev.fettle.db.row.Columns;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.NodeFields;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Filters as SQL. */
final class Conditions {
    private Conditions() {}

    static Condition of(NodeFilter filter) {
        return switch (filter) {
            case NodeFilter.Equals(var field, var value) -> equal(field, value);
            case NodeFilter.In(var field, var values) ->
                values.isEmpty() ? DSL.falseCondition() : column(field).in(values.stream().map(it -> Columns.toColumn(field, it)).toList());
            case NodeFilter.NotNull(var field, var notNull) ->
                notNull ? column(field).isNotNull() : column(field).isNull();
            case NodeFilter.Contains(var field, var text) ->
                column(field).cast(String.class).like("%" + text + "%");
            case NodeFilter.OwnerOrLessee(var project) ->
                equal(NodeFields.OWNER, project).or(equal(NodeFields.LESSEE, project));
        };
    }

    static Condition equal(Field<?> field, @Nullable Object value) {
        return value == null ? column(field).isNull() : column(field).eq(Columns.toColumn(field, value));
    }

    @SuppressWarnings("unchecked")
    static org.jooq.Field<Object> column(Field<?> field) {
        return (org.jooq.Field<Object>) NODES.of(field);
    }
}
