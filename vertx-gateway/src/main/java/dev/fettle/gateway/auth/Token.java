package dev.fettle.gateway.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.http.Identity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** What Keystone says about a token. */
record Token(Identity identity, Instant expiresAt) {

    /** @throws IllegalArgumentException for an answer that is none about a token */
    static Token read(JsonNode answer) {
        var token = answer.path("token");
        try {
            var expires = Instant.parse(token.path("expires_at").asText());
            var roles = new HashSet<String>();
            token.path("roles").forEach(role -> roles.add(role.path("name").asText()));
            var user = token.path("user");
            var project = token.path("project");
            return new Token(
                    new Identity(
                            text(user.path("name")),
                            text(user.path("id")),
                            text(user.path("domain").path("id")),
                            text(project.path("id")),
                            text(project.path("name")),
                            text(project.path("domain").path("id")),
                            token.path("system").path("all").asBoolean(false) ? "all" : null,
                            roles,
                            token.path("is_admin_project").asBoolean(true)),
                    expires);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Keystone's answer holds no token", e);
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
    }
}
