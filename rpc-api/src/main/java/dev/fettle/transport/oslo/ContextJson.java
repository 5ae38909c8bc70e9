package dev.fettle.transport.oslo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.rpc.CallContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code _context_*} keys ({@code contract/rpc.md} section 4): known ones are taken, all are optional. */
final class ContextJson {
    private static final String PREFIX = "_context_";

    private ContextJson() {}

    static void write(JsonGenerator out, CallContext context) throws IOException {
        out.writeStringField(PREFIX + "request_id", context.requestId());
        out.writeStringField(PREFIX + "global_request_id", context.globalRequestId());
        out.writeStringField(PREFIX + "user", context.user());
        out.writeStringField(PREFIX + "project_id", context.projectId());
        out.writeStringField(PREFIX + "system_scope", context.systemScope());
        out.writeBooleanField(PREFIX + "is_admin", context.admin());
        out.writeArrayFieldStart(PREFIX + "roles");
        for (var role : context.roles()) {
            out.writeString(role);
        }
        out.writeEndArray();
    }

    /** @param uniqueId of the message: stands in for a missing request id, so that a repeat has the same one */
    static CallContext read(JsonNode message, Optional<String> uniqueId) {
        var requestId = text(message, "request_id");
        var user = text(message, "user");
        var project = text(message, "project_id");
        var roles = new ArrayList<String>();
        message.path(PREFIX + "roles").forEach(role -> roles.add(role.asText()));
        return new CallContext(
                requestId != null
                        ? requestId
                        : "req-" + uniqueId.orElseGet(() -> UUID.randomUUID().toString()),
                text(message, "global_request_id"),
                user != null ? user : text(message, "user_id"),
                project != null ? project : text(message, "tenant"),
                text(message, "system_scope"),
                roles,
                message.path(PREFIX + "is_admin").asBoolean(false));
    }

    private static @Nullable String text(JsonNode message, String key) {
        var value = message.path(PREFIX + key);
        return value.isTextual() ? value.textValue() : null;
    }
}
