package dev.fettle.gateway.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.config.Configuration;
import dev.fettle.config.KeystoneOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Keystone about tokens, with a token of its own. Thread-safe; calls block, each for a bounded time. Tokens never get into logs. */
final class KeystoneClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeystoneClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_ANSWER = 1 << 20;

    private final KeystoneSettings settings;
    private final HttpClient http;
    private volatile @Nullable String own;

    /** @throws IllegalStateException when the certificates of authorities cannot be used */
    KeystoneClient(Configuration config, KeystoneSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // our token is for Keystone alone
                .connectTimeout(config.get(KeystoneOptions.HTTP_CONNECT_TIMEOUT))
                .sslContext(KeystoneTls.context(config))
                .build();
    }

    /** Keystone could not be asked, or did not give an answer of use. */
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1L;

        Unavailable(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    /**
     * @param text consists of visible ASCII
     * @param expired whether a token that expired lately counts as well
     * @return empty for one that Keystone does not know, or no longer
     */
    Optional<Token> validate(String text, boolean expired) throws Unavailable {
        var token = own;
        var answer = token == null ? null : ask(token, text, expired);
        if (answer == null || answer.statusCode() == 401) { // ours has expired, or was revoked
            answer = ask(login(token), text, expired);
        }
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(read(answer));
            case 404 -> Optional.empty();
            case 401, 403 ->
                throw new Unavailable(
                        "Keystone does not let the user of [keystone_authtoken] check tokens: status "
                                + answer.statusCode(),
                        null);
            default -> throw new Unavailable("Keystone answered " + answer.statusCode(), null);
        };
    }

    private HttpResponse<byte[]> ask(String token, String text, boolean expired) throws Unavailable {
        return send(request("/auth/tokens?nocatalog" + (expired ? "&allow_expired=1" : ""))
                .header("X-Auth-Token", token)
                .header("X-Subject-Token", text)
                .GET());
    }

    /** One login at a time: whoever waited for it uses what it brought. */
    private synchronized String login(@Nullable String stale) throws Unavailable {
        var current = own;
        if (current != null && !current.equals(stale)) {
            return current;
        }
        var answer = send(request("/auth/tokens").POST(BodyPublishers.ofByteArray(loginBody())));
        var token = answer.headers().firstValue("X-Subject-Token");
        if (answer.statusCode() != 201 || token.isEmpty()) {
            throw new Unavailable(
                    "Keystone refused the login of [keystone_authtoken] with status " + answer.statusCode(), null);
        }
        own = token.get();
        return token.get();
    }

    private byte[] loginBody() throws Unavailable {
        try {
            return JSON.writeValueAsBytes(settings.login());
        } catch (IOException e) {
            throw new Unavailable("cannot write the login", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.url() + path))
                .timeout(settings.requestTimeout())
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
    }

    /** Tries again when the connection fails; all tries together end within the time of one request. */
    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Unavailable {
        var until = System.nanoTime() + settings.requestTimeout().toNanos();
        for (var left = settings.retries(); ; left--) {
            try {
                var time = Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()));
                return http.send(
                        request.timeout(time).build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
            } catch (IOException e) {
                if (left == 0 || System.nanoTime() >= until) {
                    throw new Unavailable("Keystone at " + settings.url() + " cannot be reached: " + e, e);
                }
                LOG.debug("Keystone could not be reached, trying again", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unavailable("interrupted while Keystone was asked", e);
            }
        }
    }

    private static Token read(HttpResponse<byte[]> answer) throws Unavailable {
        try {
            JsonNode document = JSON.readTree(answer.body());
            return Token.read(document);
        } catch (IOException | IllegalArgumentException e) {
            throw new Unavailable("Keystone's answer cannot be read", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
