package dev.fettle.db.row;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.FieldType;
import dev.fettle.model.field.Values;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DataType;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The columns of a table that the model's field table describes; conversion of rows both ways. */
public final class Columns {
    private final FieldTable fields;
    private final Table<?> table;
    private final Set<Field<?>> elsewhere;
    private final Map<Field<?>, org.jooq.Field<?>> columns = new HashMap<>();

    /** @param elsewhere fields that are no columns of this table */
    public Columns(FieldTable fields, String table, Set<Field<?>> elsewhere) {
        this.fields = fields;
        this.table = DSL.table(DSL.name(table));
        this.elsewhere = elsewhere;
        for (var field : fields.fields()) {
            if (!elsewhere.contains(field)) {
                columns.put(field, DSL.field(DSL.name(table, field.name()), typeOf(field.type())));
            }
        }
    }

    public Table<?> table() {
        return table;
    }

    public boolean has(Field<?> field) {
        return columns.containsKey(field);
    }

    public org.jooq.Field<?> of(Field<?> field) {
        var column = columns.get(field);
        if (column == null) {
            throw new IllegalArgumentException(field + " is no column of " + table);
        }
        return column;
    }

    /** A column that the model does not know. */
    public <T> org.jooq.Field<T> own(String name, DataType<T> type) {
        return DSL.field(DSL.name(table.getName(), name), type);
    }

    public List<org.jooq.Field<?>> all() {
        return of(fields.fields());
    }

    /** The columns of those fields that are columns. */
    public List<org.jooq.Field<?>> of(Collection<? extends Field<?>> some) {
        var result = new ArrayList<org.jooq.Field<?>>(some.size());
        for (var field : some) {
            if (columns.containsKey(field)) {
                result.add(of(field));
            }
        }
        return result;
    }

    /** What a statement sets: unqualified columns and their values. */
    public Map<org.jooq.Field<?>, @Nullable Object> settings(Values values) {
        var settings = new LinkedHashMap<org.jooq.Field<?>, @Nullable Object>();
        for (var field : values.setFields()) {
            if (!elsewhere.contains(field)) {
                var column = DSL.field(DSL.name(field.name()), typeOf(field.type()));
                settings.put(column, toColumn(field, values.get(field)));
            }
        }
        return settings;
    }

    /** The value as the driver wants it; NUL characters are refused where text goes. */
    public static @Nullable Object toColumn(Field<?> field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case String text -> CleanText.require(field.name(), text);
            case Map<?, ?> document -> JSONB.valueOf(CleanText.requireJson(field.name(), JsonText.write(document)));
            default -> value;
        };
    }

    /** Puts the columns of the row that belong to these fields into the builder. */
    public void read(Record row, Collection<? extends Field<?>> some, Values.Builder into) {
        for (var field : some) {
            var column = columns.get(field);
            if (column != null) {
                into.putRaw(field, fromColumn(row.get(column)));
            }
        }
    }

    private static @Nullable Object fromColumn(@Nullable Object value) {
        return switch (value) {
            case OffsetDateTime time -> time.toInstant();
            case JSONB json -> JsonText.object(json.data());
            case null, default -> value;
        };
    }

    private static DataType<?> typeOf(FieldType type) {
        return switch (type) {
            case INTEGER -> SQLDataType.BIGINT;
            case TEXT -> SQLDataType.CLOB;
            case UUID -> SQLDataType.UUID;
            case BOOLEAN -> SQLDataType.BOOLEAN;
            case TIMESTAMP -> SQLDataType.OFFSETDATETIME(6);
            case OBJECT -> SQLDataType.JSONB;
            case TEXT_LIST -> SQLDataType.CLOB.array();
        };
    }
}
