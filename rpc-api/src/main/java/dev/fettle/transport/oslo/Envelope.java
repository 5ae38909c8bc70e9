package dev.fettle.transport.oslo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** {@code {"oslo.version":"2.0","oslo.message":"<JSON text>"}}; a bare inner object, the older form, is read but never written. */
final class Envelope {
    private static final String VERSION = "2.0";

    /** Writes the inner object. */
    @FunctionalInterface
    interface Content {
        void write(JsonGenerator out) throws IOException;
    }

    private final ObjectMapper mapper;

    Envelope(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    byte[] wrap(Content content) {
        try {
            var inner = new StringWriter(1024);
            try (var out = mapper.createGenerator(inner)) {
                out.writeStartObject();
                content.write(out);
                out.writeEndObject();
            }
            var bytes = new ByteArrayOutputStream(inner.getBuffer().length() * 9 / 8 + 64);
            try (var out = mapper.createGenerator(bytes)) {
                out.writeStartObject();
                out.writeStringField("oslo.version", VERSION);
                out.writeStringField("oslo.message", inner.toString());
                out.writeEndObject();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a message as JSON", e);
        }
    }

    JsonNode unwrap(byte[] body) throws MalformedMessageException {
        if (body.length > WireJson.MAX_BODY) {
            throw new MalformedMessageException("body of " + body.length + " bytes is above " + WireJson.MAX_BODY);
        }
        try {
            var text = innerText(body);
            var json = text != null ? mapper.readTree(text) : mapper.readTree(body);
            if (json == null || !json.isObject()) {
                throw new MalformedMessageException("message is no JSON object");
            }
            return json;
        } catch (IOException e) {
            // the parser's own text quotes the content
            throw new MalformedMessageException(
                    "body is no JSON: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Null for a bare inner object. */
    private @Nullable String innerText(byte[] body) throws IOException, MalformedMessageException {
        String version = null;
        String text = null;
        try (JsonParser in = mapper.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedMessageException("body is no JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                var name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "oslo.version" -> version = in.getValueAsString("");
                    case "oslo.message" -> text = in.getValueAsString("");
                    default -> in.skipChildren();
                }
            }
        }
        if (version == null && text == null) {
            return null;
        }
        if (text == null || !VERSION.equals(version)) {
            throw new MalformedMessageException("envelope of another version than " + VERSION);
        }
        return text;
    }
}
