package dev.fettle.transport.oslo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.node.NodeFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON of one field of a versioned object. */
final class FieldJson {
    private FieldJson() {}

    /** @throws FaultException {@code INVALID_PARAMETER_VALUE} that names the field, never its value */
    static @Nullable Object read(Field<?> field, JsonNode json, FieldTable table) {
        if (json.isNull()) {
            return field.nullable() ? null : defaultOf(field);
        }
        if (NodeFields.TRAITS.equals(field)) {
            return VersionedObjects.readTraits(json);
        }
        var value = switch (field.type()) {
            case INTEGER -> json.canConvertToLong() && json.isIntegralNumber() ? json.asLong() : null;
            case TEXT -> json.isTextual() ? json.textValue() : null;
            case BOOLEAN -> json.isBoolean() ? json.booleanValue() : null;
            case UUID -> uuid(json.asText());
            case TIMESTAMP -> instant(json.asText());
            case OBJECT -> json.isObject() ? plain(json) : null;
            case TEXT_LIST -> json.isArray() ? texts(json) : null;
            case LIST -> json.isArray() ? plain(json) : null;
        };
        if (value == null) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    table.objectName() + "." + field.name() + " takes " + field.type() + ", got " + json.getNodeType());
        }
        return value;
    }

    /** What a field holds that nobody has written yet. */
    static @Nullable Object defaultOf(Field<?> field) {
        return switch (field.type()) {
            case BOOLEAN -> field.nullable() ? null : Boolean.FALSE;
            case TEXT -> field.nullable() ? null : "";
            case OBJECT -> Map.of();
            case TEXT_LIST, LIST -> List.of();
            case INTEGER, UUID, TIMESTAMP -> null;
        };
    }

    /** Maps, lists, strings, numbers, booleans and null: the JSON of the model. */
    static @Nullable Object plain(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                json.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
                yield map;
            }
            case ARRAY -> {
                var list = new ArrayList<@Nullable Object>(json.size());
                json.forEach(item -> list.add(plain(item)));
                yield list;
            }
            case STRING -> json.textValue();
            case NUMBER -> json.numberValue();
            case BOOLEAN -> json.booleanValue();
            default -> null;
        };
    }

    private static List<String> texts(JsonNode json) {
        var list = new ArrayList<String>(json.size());
        json.forEach(item -> list.add(item.asText()));
        return list;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException _) {
            return null; // the caller says which field it is
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return WireTime.parse(text);
        } catch (DateTimeException _) {
            return null; // the caller says which field it is
        }
    }
}
