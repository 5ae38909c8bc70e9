package dev.fettle.tools.sim.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Shorthand for building JSON. */
public final class Json {
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** An object of name, value, name, value ... in this order. Values may be null, JSON, or what Jackson can write. */
    public static ObjectNode object(@Nullable Object... namesAndValues) {
        var node = MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            node.set(String.valueOf(namesAndValues[i]), node(namesAndValues[i + 1]));
        }
        return node;
    }

    public static ArrayNode array(@Nullable Object... values) {
        var node = MAPPER.createArrayNode();
        for (Object value : values) {
            node.add(node(value));
        }
        return node;
    }

    public static ArrayNode array(Collection<?> values) {
        return array(values.toArray());
    }

    private static JsonNode node(@Nullable Object value) {
        return value == null ? MAPPER.nullNode() : MAPPER.valueToTree(value);
    }
}
