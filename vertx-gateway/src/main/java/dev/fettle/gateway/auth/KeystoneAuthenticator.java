package dev.fettle.gateway.auth;

import dev.fettle.config.Configuration;
import dev.fettle.http.Authenticator;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Identity;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keystone tokens ({@code contract/policy.md} section 1). Who the caller is comes from Keystone alone: no other header is looked at. */
public final class KeystoneAuthenticator implements Authenticator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeystoneAuthenticator.class);
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    /** Requests to Keystone at once; what comes beyond waits, but not for long. */
    private static final int AT_ONCE = 32;

    private final KeystoneSettings settings;
    private final KeystoneClient keystone;
    private final TokenCache cache;
    private final Clock clock;
    private final Semaphore asking = new Semaphore(AT_ONCE);

    /** @throws IllegalStateException that names the option that is missing or wrong */
    public KeystoneAuthenticator(Configuration config, Clock clock) {
        this.settings = KeystoneSettings.of(config);
        this.keystone = new KeystoneClient(config, settings);
        this.cache = new TokenCache(settings.cacheTime(), clock);
        this.clock = clock;
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public Identity authenticate(MultiMap headers) {
        var service = only(headers, "X-Service-Token");
        var expiredCounts = service != null && isService(service);
        return token(only(headers, "X-Auth-Token"), expiredCounts)
                .orElseThrow(this::unauthorized)
                .identity();
    }

    /** Of two tokens nobody knows which one a proxy in front has looked at: both are refused. */
    private @Nullable String only(MultiMap headers, String name) {
        var all = headers.getAll(name);
        if (all.size() > 1) {
            throw unauthorized();
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    /** Whether the token has a role that lets a service act for a user whose token has expired meanwhile. */
    private boolean isService(String text) {
        var token = token(text, false).orElseThrow(this::unauthorized);
        var has = !Collections.disjoint(token.identity().roles(), settings.serviceRoles());
        if (!has && settings.serviceRolesRequired()) {
            throw unauthorized();
        }
        return has;
    }

    /** @param expiredCounts whether to let pass what has expired lately */
    private Optional<Token> token(@Nullable String text, boolean expiredCounts) {
        if (text == null || !TOKEN.matcher(text).matches()) {
            return Optional.empty();
        }
        var digest = digest(text, expiredCounts);
        return cache.find(digest)
                .map(TokenCache.Said::token)
                .orElseGet(() -> {
                    var token = ask(text, expiredCounts);
                    cache.put(digest, token);
                    return token;
                })
                .filter(token -> expiredCounts || clock.instant().isBefore(token.expiresAt()));
    }

    private Optional<Token> ask(String text, boolean expiredCounts) {
        try {
            if (!asking.tryAcquire(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw HttpProblem.busy("The identity service is busy; try again later.");
            }
            try {
                return keystone.validate(text, expiredCounts);
            } finally {
                asking.release();
            }
        } catch (KeystoneClient.Unavailable e) {
            LOG.error("a token could not be checked: {}", e.getMessage());
            throw HttpProblem.busy("The identity service cannot be asked at the moment; try again later.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HttpProblem.busy("The service is stopping.");
        }
    }

    /** What counts with a service's token does not count without: they are two entries. */
    private static String digest(String text, boolean expiredCounts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update((byte) (expiredCounts ? 1 : 0));
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private HttpProblem unauthorized() {
        return HttpProblem.token(settings.challenge());
    }

    @Override
    public void close() {
        keystone.close();
    }
}
