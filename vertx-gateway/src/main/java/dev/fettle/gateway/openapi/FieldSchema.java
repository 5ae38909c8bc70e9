package dev.fettle.gateway.openapi;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.gateway.field.ApiField;
import dev.fettle.model.field.Field;
import java.io.IOException;

/** A field as JSON Schema. */
final class FieldSchema {
    private FieldSchema() {}

    /** Writes the keywords of the field into an object that is open. */
    static void write(JsonGenerator out, ApiField field, boolean readOnly) throws IOException {
        if (field.field().isPresent()) {
            writeType(out, field.field().get());
        }
        if (readOnly) {
            out.writeBooleanField("readOnly", true);
        }
        if (!field.shown()) {
            out.writeBooleanField("writeOnly", true);
        }
        out.writeStringField("x-min-microversion", "1." + field.since());
    }

    private static void writeType(JsonGenerator out, Field<?> field) throws IOException {
        var type = switch (field.type()) {
            case INTEGER -> "integer";
            case TEXT, UUID, TIMESTAMP -> "string";
            case BOOLEAN -> "boolean";
            case OBJECT -> "object";
            case TEXT_LIST, LIST -> "array";
        };
        if (field.nullable()) {
            out.writeArrayFieldStart("type");
            out.writeString(type);
            out.writeString("null");
            out.writeEndArray();
        } else {
            out.writeStringField("type", type);
        }
        switch (field.type()) {
            case UUID -> out.writeStringField("format", "uuid");
            case TIMESTAMP -> out.writeStringField("format", "date-time");
            case TEXT_LIST -> {
                out.writeObjectFieldStart("items");
                out.writeStringField("type", "string");
                out.writeEndObject();
            }
            default -> {}
        }
    }
}
