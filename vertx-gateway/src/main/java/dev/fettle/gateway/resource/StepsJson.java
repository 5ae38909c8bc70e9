package dev.fettle.gateway.resource;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.http.JsonOut;
import dev.fettle.model.Secrets;
import dev.fettle.model.field.Field;
import java.util.List;
import java.util.Map;

/** Shows kept steps with the secrets in their arguments masked: {@code contract/resources.md} section 3. */
public final class StepsJson {
    private StepsJson() {}

    public static ApiField.Writer of(Field<List<Object>> steps) {
        return (out, values, _) -> {
            out.writeStartArray();
            for (var step : values.require(steps)) {
                out.writeStartObject();
                for (var entry : ((Map<?, ?>) step).entrySet()) {
                    out.writeFieldName(String.valueOf(entry.getKey()));
                    JsonOut.value(out, entry.getKey().equals("args") ? masked(entry.getValue()) : entry.getValue());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> masked(Object args) {
        return Secrets.mask((Map<String, Object>) args);
    }
}
