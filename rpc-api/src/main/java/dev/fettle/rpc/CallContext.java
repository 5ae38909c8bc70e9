package dev.fettle.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, carried with every message as {@code _context_*} ({@code contract/rpc.md} section 4).
 *
 * @param requestId {@code req-<uuid>}; identifies the caller's request over retries
 */
public record CallContext(
        String requestId,
        @Nullable String globalRequestId,
        @Nullable String user,
        @Nullable String projectId,
        @Nullable String systemScope,
        List<String> roles,
        boolean admin) {

    public CallContext {
        roles = List.copyOf(roles);
    }

    /** Work that the service does on its own account. */
    public static CallContext internal(String requestId) {
        return new CallContext(requestId, null, null, null, null, List.of(), true);
    }
}
