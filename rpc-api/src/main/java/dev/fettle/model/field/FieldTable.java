package dev.fettle.model.field;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The fields of one resource, in order. Representations, patches, columns and RPC objects are derived from it. */
public final class FieldTable {
    private final String objectName;
    private final String objectVersion;
    private final List<Field<?>> fields;
    private final Map<String, Field<?>> byName;

    private FieldTable(String objectName, String objectVersion, List<Field<?>> fields) {
        this.objectName = objectName;
        this.objectVersion = objectVersion;
        this.fields = List.copyOf(fields);
        var names = new LinkedHashMap<String, Field<?>>();
        fields.forEach(field -> names.put(field.name(), field));
        this.byName = Map.copyOf(names);
    }

    public static Builder of(String objectName, String objectVersion) {
        return new Builder(objectName, objectVersion);
    }

    /** Name of the versioned RPC object, such as {@code Node}. */
    public String objectName() {
        return objectName;
    }

    /** Newest version of the RPC object, such as {@code 1.44}. */
    public String objectVersion() {
        return objectVersion;
    }

    public List<Field<?>> fields() {
        return fields;
    }

    public Optional<Field<?>> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Collects fields in the order of declaration. */
    public static final class Builder {
        private final String objectName;
        private final String objectVersion;
        private final List<Field<?>> fields = new ArrayList<>();

        private Builder(String objectName, String objectVersion) {
            this.objectName = objectName;
            this.objectVersion = objectVersion;
        }

        public Field<Long> integer(String name, String since) {
            return add(name, FieldType.INTEGER, since, true);
        }

        public Field<String> text(String name, String since) {
            return add(name, FieldType.TEXT, since, true);
        }

        public Field<String> requiredText(String name, String since) {
            return add(name, FieldType.TEXT, since, false);
        }

        public Field<UUID> uuid(String name, String since) {
            return add(name, FieldType.UUID, since, true);
        }

        public Field<Boolean> flag(String name, String since) {
            return add(name, FieldType.BOOLEAN, since, false);
        }

        public Field<Boolean> nullableFlag(String name, String since) {
            return add(name, FieldType.BOOLEAN, since, true);
        }

        public Field<Instant> timestamp(String name, String since) {
            return add(name, FieldType.TIMESTAMP, since, true);
        }

        public Field<Map<String, Object>> object(String name, String since) {
            return add(name, FieldType.OBJECT, since, false);
        }

        public Field<List<String>> textList(String name, String since) {
            return add(name, FieldType.TEXT_LIST, since, false);
        }

        public Field<List<Object>> list(String name, String since) {
            return add(name, FieldType.LIST, since, false);
        }

        public FieldTable build() {
            return new FieldTable(objectName, objectVersion, fields);
        }

        private <T> Field<T> add(String name, FieldType type, String since, boolean nullable) {
            var field = new Field<T>(name, type, since, nullable, fields.size());
            fields.add(field);
            return field;
        }
    }
}
