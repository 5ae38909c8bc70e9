package dev.fettle.db.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** JSON columns as plain maps and lists. */
public final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON document", e);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(String json) {
        return json.equals("{}") ? Map.of() : (Map<String, Object>) read(json, Map.class);
    }

    @SuppressWarnings("unchecked")
    public static List<Object> list(String json) {
        return (List<Object>) read(json, List.class);
    }

    private static Object read(String json, Class<?> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds broken JSON", e);
        }
    }
}
