package dev.fettle.gateway.policy;

import dev.fettle.http.Identity;
import java.util.Optional;

/** What a token is for. One that is for neither, such as a domain, passes no rule that has scopes. */
enum Scope {
    SYSTEM,
    PROJECT;

    static Optional<Scope> of(Identity caller) {
        if (caller.systemScope() != null) {
            return Optional.of(SYSTEM);
        }
        return caller.projectId() != null ? Optional.of(PROJECT) : Optional.empty();
    }
}
