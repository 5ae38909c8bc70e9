package dev.fettle.db.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.model.field.LazyDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** JSON columns as plain maps and lists. Whole numbers stay whole numbers. */
public final class JsonText {
    /** What was let into the database must be readable: a config drive may be a string of many MiB. */
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build());

    /** Bytes of <code>{}</code>, as the database writes it. */
    private static final int NOTHING = 2;

    private JsonText() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON document", e);
        }
    }

    /** Read when somebody looks into it; an object, in UTF-8. */
    static Map<String, Object> lazyObject(byte[] json) {
        return json.length == NOTHING
                ? Map.of()
                : new LazyDocument(new String(json, StandardCharsets.UTF_8), JsonText::object);
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(String json) {
        return json.equals("{}") ? Map.of() : (Map<String, Object>) read(json, Map.class);
    }

    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> objects(String json) {
        return json.equals("[]") ? List.of() : (List<Map<String, Object>>) read(json, List.class);
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(String json) {
        return json.equals("[]") ? List.of() : (List<Object>) read(json, List.class);
    }

    private static Object read(String json, Class<?> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            e.clearLocation(); // it quotes the document, which may hold secrets
            throw new IllegalStateException("the database holds a JSON document that can not be read", e);
        }
    }
}
