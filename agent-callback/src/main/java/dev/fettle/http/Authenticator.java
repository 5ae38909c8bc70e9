package dev.fettle.http;

import io.vertx.core.MultiMap;

/** Finds out who asks. Thread-safe. */
public interface Authenticator {
    /** Lets everybody in. */
    Authenticator NONE = new Authenticator() {
        @Override
        public Identity authenticate(MultiMap headers) {
            return Identity.ANONYMOUS;
        }

        @Override
        public boolean blocks() {
            return false;
        }
    };

    /** @throws HttpProblem 401 or 400 in the shape of authentication errors */
    Identity authenticate(MultiMap headers);

    /** Whether asking may take long; then it is done on a virtual thread before the body is read. */
    boolean blocks();
}
