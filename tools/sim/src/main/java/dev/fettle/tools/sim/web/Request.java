package dev.fettle.tools.sim.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request, fully read.
 *
 * @param path decoded, without the query
 * @param headers names in lower case, the last one wins
 * @param body as UTF-8; empty when there is none
 */
public record Request(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** The same request below another path: for handlers mounted under a prefix. */
    public Request at(String otherPath) {
        return new Request(method, otherPath, query, headers, body);
    }

    /** The body as JSON; a missing node when it is empty. */
    public JsonNode json() throws NotJson {
        if (body.isBlank()) {
            return Json.MAPPER.missingNode();
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new NotJson("The body is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The client sent something else than JSON. */
    public static final class NotJson extends Exception {
        NotJson(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
