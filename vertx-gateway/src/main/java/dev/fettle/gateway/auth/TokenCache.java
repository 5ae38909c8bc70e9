package dev.fettle.gateway.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Keystone said about tokens lately. Bounded; the one not used for longest goes first. Holds digests, not tokens. Thread-safe.
 *
 * <p>Unknown tokens are remembered too, for a shorter time, so that a client in a loop is no load for Keystone.
 */
final class TokenCache {
    private static final int MOST = 10_000;
    private static final Duration UNKNOWN = Duration.ofSeconds(10);

    private final Duration time;
    private final Clock clock;
    private final Map<String, Said> entries = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
            return size() > MOST;
        }
    };

    /** @param time how long an answer counts; zero: not at all */
    TokenCache(Duration time, Clock clock) {
        this.time = time;
        this.clock = clock;
    }

    /** @param token empty: Keystone does not know it */
    record Said(Optional<Token> token, Instant until) {}

    /**
     * @param digest of the token
     * @return empty when Keystone has to be asked
     */
    synchronized Optional<Said> find(String digest) {
        var said = entries.get(digest);
        if (said != null && !clock.instant().isBefore(said.until())) {
            entries.remove(digest);
            return Optional.empty();
        }
        return Optional.ofNullable(said);
    }

    synchronized void put(String digest, Optional<Token> token) {
        if (time.isZero()) {
            return;
        }
        var longest = token.isPresent() || time.compareTo(UNKNOWN) < 0 ? time : UNKNOWN;
        entries.put(digest, new Said(token, clock.instant().plus(longest)));
    }
}
