package dev.fettle.transport.oslo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.rpc.CallContext;
import java.util.Optional;

/**
 * A request as it came in, its arguments not read yet.
 *
 * @param replyTo empty for a cast
 * @param uniqueId identifies the message over repeats; empty when the sender gave none
 */
public record IncomingRequest(
        String namespace,
        String method,
        String version,
        JsonNode arguments,
        CallContext context,
        Optional<ReplyTo> replyTo,
        Optional<String> uniqueId) {

    /** Names only: arguments may hold secrets and this text may reach a log. */
    @Override
    public String toString() {
        return method + " " + version + " of " + context.requestId();
    }
}
