package dev.fettle.db.row;

import dev.fettle.db.RowReader;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.FieldType;
import dev.fettle.model.field.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The columns behind the fields of one resource; values of both sides. */
public final class Columns {
    /** Bytes of an empty document within a row. None that holds something is as small. */
    private static final int EMPTY_DOCUMENT = 5;

    private final FieldTable fields;
    private final List<org.jooq.Field<?>> byIndex;
    private final List<org.jooq.Field<?>> selected;

    /** @param computed fields that are no columns of the table: expressions to select, never to write */
    public Columns(FieldTable fields, Table<?> table, Map<Field<?>, org.jooq.Field<?>> computed) {
        this.fields = fields;
        this.byIndex = fields.fields().stream()
                .<org.jooq.Field<?>>map(field -> Optional.<org.jooq.Field<?>>ofNullable(computed.get(field))
                        .or(() -> Optional.ofNullable(table.field(field.name())))
                        .orElseThrow(() -> new IllegalStateException(table + " has no column " + field)))
                .toList();
        this.selected = fields.fields().stream()
                .map(field -> field.type() == FieldType.OBJECT ? unlessEmpty(of(field)) : of(field))
                .toList();
    }

    /** The column itself, to compare and to write. */
    public org.jooq.Field<?> of(Field<?> field) {
        return byIndex.get(field.index());
    }

    /** What to select, or to return. */
    public List<org.jooq.Field<?>> selected(Collection<? extends Field<?>> some) {
        var result = new ArrayList<org.jooq.Field<?>>(some.size());
        for (var field : some) {
            result.add(selected.get(field.index()));
        }
        return result;
    }

    /** Null for <code>{}</code>, which is what most documents are: to look at the size takes a fraction of writing it out. */
    private static org.jooq.Field<?> unlessEmpty(org.jooq.Field<?> document) {
        return DSL.field(
                "case when pg_column_size({0}) > {1} then {0} end", JSONB.class, document, DSL.inline(EMPTY_DOCUMENT));
    }

    /** What a statement sets. */
    public Map<org.jooq.Field<?>, @Nullable Object> settings(Values values, Collection<? extends Field<?>> some) {
        var settings = new LinkedHashMap<org.jooq.Field<?>, @Nullable Object>();
        for (var field : some) {
            settings.put(of(field), toColumn(field, values.get(field)));
        }
        return settings;
    }

    /** The value as the column takes it; NUL characters are refused where text goes. */
    public static @Nullable Object toColumn(Field<?> field, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case List<?> items
            when field.type() == FieldType.TEXT_LIST ->
                items.stream()
                        .map(item -> CleanText.require(field.name(), String.valueOf(item)))
                        .toArray(String[]::new);
            case List<?> items -> JSONB.valueOf(CleanText.requireJson(field.name(), JsonText.write(items)));
            case Instant instant -> instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            case String text -> CleanText.require(field.name(), text);
            case Map<?, ?> document -> JSONB.valueOf(CleanText.requireJson(field.name(), JsonText.write(document)));
            default -> value;
        };
    }

    /** Reads these fields from columns that begin with the given one and have the order of the fields. Thread-safe. */
    public RowReader<Values> reader(List<? extends Field<?>> some, int firstColumn) {
        var shape = Values.shape(fields, some);
        return row -> shape.<SQLException>read((field, place) -> read(row, field, firstColumn + place));
    }

    /**
     * The same for the rows of one page, from the first column on: a text that the row before had as well is not made anew. Not thread-safe.
     *
     * @param nothing fields that no column is there for: set to nothing
     */
    public RowReader<Values> pageReader(List<? extends Field<?>> some, Field<?>... nothing) {
        var count = some.size();
        var all = new ArrayList<Field<?>>(some);
        all.addAll(List.of(nothing));
        var shape = Values.shape(fields, all);
        var texts = new RepeatedTexts(count);
        return row -> shape.<SQLException>read((field, place) -> {
            if (place >= count) {
                return null;
            }
            return field.type() == FieldType.TEXT ? texts.read(row, place) : read(row, field, place + 1);
        });
    }

    /** One value of the model. */
    public static @Nullable Object read(ResultSet row, Field<?> field, int column) throws SQLException {
        return switch (field.type()) {
            case TEXT -> row.getString(column);
            case UUID -> row.getObject(column, UUID.class);
            case INTEGER -> integer(row, column);
            case BOOLEAN -> flag(row, column);
            case TIMESTAMP -> instant(row, column);
            case OBJECT -> document(row, column);
            case TEXT_LIST -> texts(row, column);
            case LIST -> list(row, column);
        };
    }

    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static @Nullable Long integer(ResultSet row, int column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? null : (Long) number;
    }

    private static @Nullable Boolean flag(ResultSet row, int column) throws SQLException {
        var flag = row.getBoolean(column);
        return row.wasNull() ? null : (Boolean) flag;
    }

    private static @Nullable Map<String, Object> document(ResultSet row, int column) throws SQLException {
        var json = row.getBytes(column);
        return json == null ? null : JsonText.lazyObject(json);
    }

    private static List<Object> list(ResultSet row, int column) throws SQLException {
        var json = row.getString(column);
        return json == null ? List.of() : JsonText.list(json);
    }

    public static List<String> texts(ResultSet row, int column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
