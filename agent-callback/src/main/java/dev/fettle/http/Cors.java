package dev.fettle.http;

import dev.fettle.config.Configuration;
import dev.fettle.config.CorsOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins read answers in a browser, as {@code [cors]} says; off without {@code allowed_origin}. The rules are those of the
 * reference's middleware ({@code contract/resources.md} section 1): every OPTIONS is answered 200 before anybody logs in, and what an origin, method
 * or header that is not allowed gets is an answer without the headers, which makes the browser refuse it. Vert.x Web's handler answers
 * 403 instead, also to pages of the same origin. Immutable.
 */
public final class Cors {
    private static final String ANY = "*";

    /** Headers that a page may send whatever is configured. */
    private static final List<String> ALWAYS = List.of(
            "Accept",
            "Accept-Language",
            "Content-Type",
            "Cache-Control",
            "Content-Language",
            "Expires",
            "Last-Modified",
            "Pragma",
            "X-Auth-Token",
            Microversion.HEADER,
            Microversion.MIN_HEADER,
            Microversion.MAX_HEADER);

    private final Set<String> origins;
    private final boolean credentials;
    private final String exposed;
    private final int maxAge;
    private final Set<String> methods;
    private final Set<String> headers;

    private Cors(
            Set<String> origins,
            boolean credentials,
            List<String> exposed,
            int maxAge,
            List<String> methods,
            List<String> headers) {
        this.origins = origins;
        this.credentials = credentials;
        this.exposed = String.join(",", exposed);
        this.maxAge = maxAge;
        this.methods = Set.copyOf(methods);
        this.headers = Stream.concat(ALWAYS.stream(), headers.stream())
                .map(Cors::lower)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Cors of(Configuration config) {
        return new Cors(
                Set.copyOf(config.get(CorsOptions.ALLOWED_ORIGIN)),
                config.get(CorsOptions.ALLOW_CREDENTIALS),
                config.get(CorsOptions.EXPOSE_HEADERS),
                config.get(CorsOptions.MAX_AGE),
                config.get(CorsOptions.ALLOW_METHODS),
                config.get(CorsOptions.ALLOW_HEADERS));
    }

    /** Whether this is the one to answer: no route has OPTIONS. */
    boolean answers(HttpServerRequest http) {
        return !origins.isEmpty() && HttpMethod.OPTIONS.equals(http.method());
    }

    /** Adds what a browser has to know to the headers of an answer. */
    void apply(HttpServerRequest http, MultiMap answer) {
        if (origins.isEmpty()) {
            return;
        }
        answer.set("Vary", "Origin"); // caches must not hand the answer for one origin to another
        var origin = allowed(http.getHeader("Origin"));
        if (origin == null) {
            return;
        }
        if (!HttpMethod.OPTIONS.equals(http.method())) {
            share(answer, origin);
            if (!exposed.isEmpty()) {
                answer.set("Access-Control-Expose-Headers", exposed);
            }
            return;
        }
        var method = http.getHeader("Access-Control-Request-Method");
        var asked = words(http.getHeader("Access-Control-Request-Headers"));
        if (method != null
                && methods.contains(method)
                && asked.stream().map(Cors::lower).allMatch(headers::contains)) {
            share(answer, origin);
            answer.set("Access-Control-Allow-Methods", method);
            if (!asked.isEmpty()) {
                answer.set("Access-Control-Allow-Headers", String.join(",", asked));
            }
            if (maxAge > 0) {
                answer.set("Access-Control-Max-Age", Integer.toString(maxAge));
            }
        }
    }

    private void share(MultiMap answer, String origin) {
        answer.set("Access-Control-Allow-Origin", origin);
        if (credentials) {
            answer.set("Access-Control-Allow-Credentials", "true");
        }
    }

    /** What to tell the browser; null when the page is of an origin that is not allowed. */
    private @Nullable String allowed(@Nullable String origin) {
        if (origin == null || origins.contains(origin)) {
            return origin;
        }
        return origins.contains(ANY) ? ANY : null;
    }

    private static List<String> words(@Nullable String header) {
        return header == null
                ? List.of()
                : Arrays.stream(header.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
