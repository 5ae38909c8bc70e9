package dev.fettle.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fettle.model.Secrets;
import dev.fettle.model.field.LazyDocument;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes documents with their secrets masked ({@code contract/resources.md} section 3). A document that was not looked into is copied as
 * text when nothing in it looks secret, and token by token otherwise.
 */
public final class MaskedJson {
    private MaskedJson() {}

    /** @param hidden top-level keys to mask whole, whatever they hold, unless it is nothing */
    public static void write(JsonGenerator out, Map<String, Object> document, String... hidden) throws IOException {
        JsonOut.value(out, of(document, hidden));
    }

    /** The same as something that {@link JsonOut#value} takes: the document itself where nothing in it looks secret. */
    public static Object of(Map<String, Object> document, String... hidden) {
        if (document instanceof LazyDocument lazy && !holdsAny(lazy.text(), hidden)) {
            return Secrets.mayHoldSecret(lazy.text()) ? (JsonOut.Writer) out -> copy(out, lazy.text()) : lazy;
        }
        return document.isEmpty() ? Map.of() : hide(Secrets.mask(document), document, hidden);
    }

    private static void copy(JsonGenerator out, String text) throws IOException {
        try (var in = JsonOut.STORED.createParser(text)) {
            in.nextToken();
            object(in, out);
        }
    }

    private static boolean holdsAny(String text, String... names) {
        for (var name : names) {
            if (text.contains(name)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Object> hide(
            Map<String, Object> masked, Map<String, Object> document, String... hidden) {
        var result = new LinkedHashMap<>(masked);
        for (var key : hidden) {
            var value = document.get(key);
            if (value != null && !value.equals("") && !value.equals(Map.of())) {
                result.put(key, Secrets.MASK);
            }
        }
        return result;
    }

    /** From the start of an object to its end. */
    private static void object(JsonParser in, JsonGenerator out) throws IOException {
        out.writeStartObject();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            var name = in.currentName();
            out.writeFieldName(name);
            var token = in.nextToken();
            if (token == JsonToken.START_OBJECT) {
                object(in, out);
            } else if (Secrets.looksSecret(name)) {
                in.skipChildren();
                out.writeString(Secrets.MASK);
            } else if (token == JsonToken.VALUE_STRING) {
                out.writeString(Secrets.maskFragments(in.getText()));
            } else {
                out.copyCurrentStructureExact(in);
            }
        }
        out.writeEndObject();
    }
}
