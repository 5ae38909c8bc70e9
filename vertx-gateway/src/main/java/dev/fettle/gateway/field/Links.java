package dev.fettle.gateway.field;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes link arrays. */
public final class Links {
    private Links() {}

    /** The pair of links of a resource, or of a collection: {@code self} with the version in it, {@code bookmark} without. */
    public static void pair(JsonGenerator out, String baseUrl, String path) throws IOException {
        out.writeStartArray();
        one(out, "self", baseUrl + "/v1/" + path);
        one(out, "bookmark", baseUrl + "/" + path);
        out.writeEndArray();
    }

    public static void one(JsonGenerator out, String rel, String href) throws IOException {
        out.writeStartObject();
        out.writeStringField("href", href);
        out.writeStringField("rel", rel);
        out.writeEndObject();
    }
}
