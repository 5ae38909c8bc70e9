package dev.fettle.model.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Immutable values of the fields of one resource. A field may be <em>unset</em> (not loaded, not sent), which differs from null.
 * Thread-safe as long as nobody changes the maps and lists put in; nobody does.
 */
public final class Values {
    private final FieldTable table;
    private final @Nullable Object[] slots;
    private final BitSet set;

    private Values(FieldTable table, @Nullable Object[] slots, BitSet set) {
        this.table = table;
        this.slots = slots;
        this.set = set;
    }

    public static Values none(FieldTable table) {
        return new Values(table, new @Nullable Object[table.fields().size()], new BitSet());
    }

    /** For reading many rows that have the same fields: what they share is kept once. */
    public static Shape shape(FieldTable table, List<? extends Field<?>> fields) {
        return new Shape(table, fields);
    }

    /** Starts a mutable builder that holds these values; for filling many fields without a copy for each. */
    public Builder toBuilder() {
        return new Builder(table, slots.clone(), (BitSet) set.clone());
    }

    public FieldTable table() {
        return table;
    }

    public boolean has(Field<?> field) {
        return set.get(field.index());
    }

    /**
     * The value, or null when the value is null.
     *
     * @throws NoSuchElementException when the field is unset: reading what was not loaded is a bug, not "no value"
     */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(Field<T> field) {
        if (!set.get(field.index())) {
            throw new NoSuchElementException(table.objectName() + "." + field.name() + " was not loaded");
        }
        return (T) slots[field.index()];
    }

    /** The value of a field that is never null, such as an object or a flag. */
    public <T> T require(Field<T> field) {
        return Objects.requireNonNull(get(field), () -> table.objectName() + "." + field.name() + " is null");
    }

    public <T> @Nullable T getOrNull(Field<T> field) {
        return has(field) ? get(field) : null;
    }

    public <T> Values with(Field<T> field, @Nullable T value) {
        return toBuilder().put(field, value).build();
    }

    /** These values overlaid by every field that {@code changes} has set. */
    public Values overlay(Values changes) {
        var builder = toBuilder();
        changes.setFields().forEach(field -> builder.putRaw(field, changes.slots[field.index()]));
        return builder.build();
    }

    public List<Field<?>> setFields() {
        var result = new ArrayList<Field<?>>(set.cardinality());
        set.stream().forEach(index -> result.add(table.fields().get(index)));
        return result;
    }

    /** The fields set here whose value differs from {@code base}, with the values of this side; unset in base counts as different. */
    public Values changesFrom(Values base) {
        var builder = none(table).toBuilder();
        for (var field : setFields()) {
            var mine = slots[field.index()];
            if (!base.has(field) || !Objects.equals(mine, base.slots[field.index()])) {
                builder.putRaw(field, mine);
            }
        }
        return builder.build();
    }

    public boolean isEmpty() {
        return set.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Values that
                && table == that.table
                && set.equals(that.set)
                && Arrays.equals(slots, that.slots);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(slots) * 31 + set.hashCode();
    }

    /** Names only: values may hold secrets and this text may reach a log. */
    @Override
    public String toString() {
        return table.objectName() + setFields();
    }

    /** Fills {@link Values}; not thread-safe. */
    public static final class Builder {
        private final FieldTable table;
        private final @Nullable Object[] slots;
        private final BitSet set;

        private Builder(FieldTable table, @Nullable Object[] slots, BitSet set) {
            this.table = table;
            this.slots = slots;
            this.set = set;
        }

        public <T> Builder put(Field<T> field, @Nullable T value) {
            return putRaw(field, value);
        }

        /**
         * For code that is driven by the table. Null in a document or list field becomes the empty one.
         *
         * @throws IllegalArgumentException when the value is not of the field's type
         */
        public Builder putRaw(Field<?> field, @Nullable Object value) {
            slots[field.index()] = checked(field, value);
            set.set(field.index());
            return this;
        }

        public Builder unset(Field<?> field) {
            slots[field.index()] = null;
            set.clear(field.index());
            return this;
        }

        public Values build() {
            return new Values(table, slots.clone(), (BitSet) set.clone());
        }
    }

    /** Which fields are set, the same for many rows. Immutable. */
    public static final class Shape {
        private final FieldTable table;
        private final Field<?>[] fields;
        private final BitSet set = new BitSet();

        private Shape(FieldTable table, List<? extends Field<?>> fields) {
            this.table = table;
            this.fields = fields.toArray(Field<?>[]::new);
            fields.forEach(field -> set.set(field.index()));
        }

        /**
         * The values of one row. Null in a document or list field becomes the empty one.
         *
         * @throws IllegalArgumentException when a value is not of its field's type
         */
        public <E extends Exception> Values read(Source<E> source) throws E {
            var slots = new @Nullable Object[table.fields().size()];
            for (var place = 0; place < fields.length; place++) {
                var field = fields[place];
                slots[field.index()] = checked(field, source.value(field, place));
            }
            return new Values(table, slots, set);
        }
    }

    /** Where the values of a row come from. */
    @FunctionalInterface
    public interface Source<E extends Exception> {
        /** @param place of the field among those that are read, from 0 */
        @Nullable
        Object value(Field<?> field, int place) throws E;
    }

    private static @Nullable Object checked(Field<?> field, @Nullable Object value) {
        if (value == null) {
            return switch (field.type()) {
                case OBJECT -> Map.of();
                case TEXT_LIST, LIST -> List.of();
                default -> null;
            };
        }
        if (!field.type().javaType().isInstance(value)) {
            throw new IllegalArgumentException(field.name() + " takes " + field.type() + ", not "
                    + value.getClass().getSimpleName());
        }
        return value;
    }
}
