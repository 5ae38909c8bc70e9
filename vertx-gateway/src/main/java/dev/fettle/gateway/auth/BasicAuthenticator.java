package dev.fettle.gateway.auth;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.fettle.http.Authenticator;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Identity;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HTTP basic authentication against a file of bcrypt hashes ({@code contract/policy.md} section 1). */
public final class BasicAuthenticator implements Authenticator {
    private static final String SCHEME = "basic ";
    private static final int LONGEST_HEADER = 4096;
    private static final int CACHE_SIZE = 10_000;

    /** Hashing is slow on purpose: more at once would only take the processors from everything else. */
    private static final int CHECKS_AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int LONGEST_WAIT_SECONDS = 10;

    private final PasswordFile file;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE, true);

    /** Keyed digests of user, stored hash and password that were found right. The passwords themselves are not kept. */
    private final ConcurrentHashMap<String, Boolean> proven = new ConcurrentHashMap<>();

    private final SecretKeySpec key;

    private final Optional<BasicRoles> roles;

    /** @throws IllegalStateException when the file cannot be read or holds something else than bcrypt hashes */
    public BasicAuthenticator(Path path) {
        this(path, Optional.empty());
    }

    /** @param roles what users may do; empty: it is not asked */
    BasicAuthenticator(Path path, Optional<BasicRoles> roles) {
        this.roles = roles;
        this.file = new PasswordFile(path);
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    @Override
    public boolean blocks() {
        return true;
    }

    @Override
    public Identity authenticate(MultiMap headers) {
        var given = headers.getAll("Authorization");
        if (given.isEmpty()) {
            throw unauthorized();
        }
        if (given.size() > 1) {
            throw HttpProblem.auth(400, "Authorization is given more than once.");
        }
        var pair = decoded(given.getFirst());
        var colon = pair.indexOf(':');
        if (colon < 0) {
            throw HttpProblem.auth(400, "The credentials have no colon between user and password.");
        }
        var user = pair.substring(0, colon);
        var hash = file.hashOf(user);
        if (!right(user, hash.orElseGet(file::decoy), pair.substring(colon + 1)) || hash.isEmpty()) {
            throw unauthorized();
        }
        return roles.map(file -> file.of(user)).orElseGet(() -> Identity.named(user));
    }

    private boolean right(String user, String hash, String password) {
        var digest = digest(user + '\0' + hash + '\0' + password);
        if (proven.containsKey(digest)) {
            return true;
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > 72) {
            return false; // bcrypt looks at 72 bytes: more would make different passwords equal
        }
        takeTurn();
        try {
            var verified = BCrypt.verifyer().verify(password.toCharArray(), hash).verified;
            if (verified) {
                remember(digest);
            }
            return verified;
        } finally {
            checks.release();
        }
    }

    /** Whoever guesses passwords keeps others waiting, but not for ever. */
    private void takeTurn() {
        try {
            if (!checks.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw HttpProblem.busy("Too many passwords are being checked; try again later.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HttpProblem.busy("The service is stopping.");
        }
    }

    private void remember(String digest) {
        if (proven.size() >= CACHE_SIZE) {
            proven.clear();
        }
        proven.put(digest, true);
    }

    private String digest(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static String decoded(String header) {
        if (header.length() > LONGEST_HEADER || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw HttpProblem.auth(400, "Only the scheme Basic is taken.");
        }
        try {
            return new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw HttpProblem.auth(400, "The credentials are not valid base64.");
        }
    }

    private static HttpProblem unauthorized() {
        return HttpProblem.auth(401, "Authorization required");
    }
}
