package dev.fettle.driver.redfish;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of one account on one BMC, between tasks. Thread-safe. */
final class RedfishSession {
    private @Nullable String token;
    private boolean basicOnly;
    private @Nullable String onlySystem;

    synchronized Optional<String> token() {
        return Optional.ofNullable(token);
    }

    synchronized void loggedIn(String newToken) {
        token = newToken;
    }

    /** Forgets the token unless another task has replaced it meanwhile. */
    synchronized void expired(String used) {
        if (used.equals(token)) {
            token = null;
        }
    }

    /** The BMC has no sessions. */
    synchronized void useBasic() {
        basicOnly = true;
    }

    synchronized boolean basicOnly() {
        return basicOnly;
    }

    synchronized Optional<String> onlySystem() {
        return Optional.ofNullable(onlySystem);
    }

    synchronized void foundSystem(@Nullable String path) {
        onlySystem = path;
    }
}
