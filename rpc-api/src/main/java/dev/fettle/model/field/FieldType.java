package dev.fettle.model.field;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a field holds. JSON documents are plain maps, lists, strings, numbers and booleans, so the model needs no library. */
public enum FieldType {
    INTEGER(Long.class),
    TEXT(String.class),
    UUID(UUID.class),
    BOOLEAN(Boolean.class),
    /** UTC; whole seconds on the RPC wire, microseconds in the database. */
    TIMESTAMP(Instant.class),
    /** A JSON object; never null, an empty object stands for "nothing". */
    OBJECT(Map.class),
    /** A list of strings; never null. */
    TEXT_LIST(List.class),
    /** A JSON array of anything, such as steps; never null. */
    LIST(List.class);

    private final Class<?> javaType;

    FieldType(Class<?> javaType) {
        this.javaType = javaType;
    }

    public Class<?> javaType() {
        return javaType;
    }

    /** Whether values have inner structure, so that there is no order to sort them by. */
    public boolean holdsDocuments() {
        return this == OBJECT || this == TEXT_LIST || this == LIST;
    }
}
