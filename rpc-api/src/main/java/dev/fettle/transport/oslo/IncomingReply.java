package dev.fettle.transport.oslo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** An answer as it came in, its result not read yet. */
public record IncomingReply(String messageId, JsonNode result, Optional<String> failure, Map<String, String> headers) {

    /** The id only: results may hold secrets. */
    @Override
    public String toString() {
        return "reply to " + messageId;
    }
}
