package dev.fettle.tools.sim.redfish;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The login sessions of one BMC. A session ends after a time without use, as on real ones. Thread-safe. */
final class Sessions {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String user;
    private final String password;
    private final long idleNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<String, Session> byId = new ConcurrentHashMap<>();

    Sessions(String user, String password, long idleNanos, LongSupplier nanoTime) {
        this.user = user;
        this.password = password;
        this.idleNanos = idleNanos;
        this.nanoTime = nanoTime;
    }

    private record Session(String token, long lastUse) {}

    /** A new session's id and token. */
    record Opened(String id, String token) {}

    /** Null when user or password is wrong. */
    @Nullable
    Opened open(String givenUser, String givenPassword) {
        if (!user.equals(givenUser) || !password.equals(givenPassword)) {
            return null;
        }
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        var opened = new Opened(
                String.valueOf(lastId.incrementAndGet()),
                Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        byId.put(opened.id(), new Session(opened.token(), nanoTime.getAsLong()));
        return opened;
    }

    boolean knowsToken(String token) {
        long now = nanoTime.getAsLong();
        byId.values().removeIf(session -> now - session.lastUse() > idleNanos);
        for (var entry : byId.entrySet()) {
            if (entry.getValue().token().equals(token)) {
                byId.computeIfPresent(entry.getKey(), (_, session) -> new Session(session.token(), now));
                return true;
            }
        }
        return false;
    }

    boolean acceptsBasic(String authorization) {
        String expected = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return authorization.equals("Basic " + expected);
    }

    boolean close(String id) {
        return byId.remove(id) != null;
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    void closeAll() {
        byId.clear();
    }

    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    String user() {
        return user;
    }
}
