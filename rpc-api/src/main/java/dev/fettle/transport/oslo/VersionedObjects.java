package dev.fettle.transport.oslo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.FieldType;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code ironic_object.*}, derived from a {@link FieldTable} ({@code contract/rpc.md} section 7). Only fields that are set travel.
 *
 * <p>An object of an older version gets default values for the fields that came later, so that it is whole. They do not count as
 * changed, unlike in the reference: the row may hold values that the sender cannot know.
 */
final class VersionedObjects {
    static final String NAMESPACE = "ironic";
    private static final String PREFIX = "ironic_object.";
    private static final String TRAIT_LIST_VERSION = "1.2";
    private static final String TRAIT_VERSION = "1.1";

    private VersionedObjects() {}

    /** @param changes names of touched fields; left out when empty */
    static void write(JsonGenerator out, Values values, Set<String> changes, WireVersion version) throws IOException {
        var table = values.table();
        var newest = !version.below(WireVersion.of(table.objectVersion()));
        writeHead(out, table.objectName(), version.toString());
        for (var field : values.setFields()) {
            if (newest || !version.below(WireVersion.of(field.since()))) {
                out.writeFieldName(field.name());
                writeField(out, values, field);
            }
        }
        out.writeEndObject();
        if (newest && !changes.isEmpty()) {
            out.writeArrayFieldStart(PREFIX + "changes");
            for (var field : table.fields()) { // in the order of the table: the reference has no order
                if (changes.contains(field.name())) {
                    out.writeString(field.name());
                }
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    /** @throws DispatchException when it is another object or of a version that we do not know */
    static Values read(JsonNode json, FieldTable table) {
        var version = checkHead(json, table.objectName(), WireVersion.of(table.objectVersion()));
        var data = json.path(PREFIX + "data");
        if (!data.isObject()) {
            throw DispatchException.wrongArguments(table.objectName() + " object without data");
        }
        var values = Values.none(table).toBuilder();
        for (var entry : data.properties()) {
            table.find(entry.getKey())
                    .ifPresent(field -> values.putRaw(field, FieldJson.read(field, entry.getValue(), table)));
        }
        if (version.below(WireVersion.of(table.objectVersion()))) {
            for (var field : table.fields()) {
                if (version.below(WireVersion.of(field.since())) && !data.has(field.name())) {
                    values.putRaw(field, FieldJson.defaultOf(field));
                }
            }
        }
        return values.build();
    }

    /** Names of touched fields that we know. */
    static Set<String> readChanges(JsonNode json, FieldTable table) {
        var names = new HashSet<String>();
        for (var name : json.path(PREFIX + "changes")) {
            table.find(name.asText()).ifPresent(field -> names.add(field.name()));
        }
        return names;
    }

    static Set<String> namesOf(Values values) {
        var names = new HashSet<String>();
        values.setFields().forEach(field -> names.add(field.name()));
        return names;
    }

    /** The trait names of a TraitList object, or of a plain list. */
    static List<String> readTraits(JsonNode json) {
        var items = json;
        if (json.isObject()) {
            checkHead(json, "TraitList", WireVersion.of(TRAIT_LIST_VERSION));
            items = json.path(PREFIX + "data").path("objects");
        }
        var names = new ArrayList<String>();
        for (var item : items) {
            names.add(item.isObject() ? item.path(PREFIX + "data").path("trait").asText() : item.asText());
        }
        return names;
    }

    private static void writeField(JsonGenerator out, Values values, Field<?> field) throws IOException {
        var value = values.get(field);
        if (value == null) {
            out.writeNull();
        } else if (NodeFields.TRAITS.equals(field)) {
            writeTraits(out, values);
        } else if (field.type() == FieldType.TIMESTAMP) {
            out.writeString(((Instant) value).truncatedTo(ChronoUnit.SECONDS).toString());
        } else if (field.type() == FieldType.UUID) {
            out.writeString(value.toString());
        } else {
            out.writePOJO(value);
        }
    }

    private static void writeTraits(JsonGenerator out, Values values) throws IOException {
        var nodeId = values.getOrNull(NodeFields.ID);
        writeHead(out, "TraitList", TRAIT_LIST_VERSION);
        out.writeArrayFieldStart("objects");
        for (var trait : values.require(NodeFields.TRAITS)) {
            writeHead(out, "Trait", TRAIT_VERSION);
            if (nodeId != null) {
                out.writeStringField("node_id", nodeId.toString());
            }
            out.writeStringField("trait", trait);
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeHead(JsonGenerator out, String name, String version) throws IOException {
        out.writeStartObject();
        out.writeStringField(PREFIX + "name", name);
        out.writeStringField(PREFIX + "namespace", NAMESPACE);
        out.writeStringField(PREFIX + "version", version);
        out.writeObjectFieldStart(PREFIX + "data");
    }

    private static WireVersion checkHead(JsonNode json, String name, WireVersion newest) {
        var found = json.path(PREFIX + "name").asText("");
        if (!found.equals(name) || !json.path(PREFIX + "namespace").asText("").equals(NAMESPACE)) {
            throw DispatchException.unsupportedObject(
                    json.isObject() ? found : json.getNodeType() + " instead of " + name);
        }
        var text = json.path(PREFIX + "version").asText("");
        return WireVersion.find(text)
                .filter(newest::covers)
                .orElseThrow(() -> DispatchException.incompatibleObject(name, text, newest));
    }
}
