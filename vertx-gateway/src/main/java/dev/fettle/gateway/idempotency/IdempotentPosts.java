package dev.fettle.gateway.idempotency;

import dev.fettle.db.idempotency.IdempotencyStore;
import dev.fettle.db.idempotency.RememberedAnswer;
import dev.fettle.http.Answer;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.Target;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key} on POST: a repeat of a request that succeeded gets the first answer again instead of being done twice.
 * Requests without the header are not touched.
 */
public final class IdempotentPosts {
    private static final String KEY = "Idempotency-Key";
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Duration KEEP = Duration.ofHours(24);

    /** Longer than any request may take. */
    private static final Duration ABANDONED = Duration.ofMinutes(5);

    private final IdempotencyStore store;

    public IdempotentPosts(IdempotencyStore store) {
        this.store = store;
    }

    /** The same route; a POST that needs a login or none gets the header, public routes do not. */
    public Route wrap(Route route) {
        if (!route.method().equals("POST") || route.access() != Route.Access.API) {
            return route;
        }
        var handler = route.handler();
        return route.handledBy(request -> {
            var key = request.header(KEY);
            return key.isEmpty() ? handler.handle(request) : once(request, key.get(), handler);
        });
    }

    private Answer once(Request request, String key, Route.Handler handler) {
        if (!KEY_FORM.matcher(key).matches()) {
            throw Parameters.invalid(
                    "Idempotency-Key takes 1 to 255 printable ASCII characters without spaces, such as a UUID.");
        }
        var caller = caller(request);
        var digest = digest(request);
        var known = store.begin(caller, key, digest, KEEP, ABANDONED);
        if (known.isPresent()) {
            request.may(request.rule(), Target.NONE); // the first request was allowed; a repeat learns nothing else
            return again(known.get(), digest);
        }
        try {
            var answer = handler.handle(request);
            store.end(caller, key, answer.status(), header(answer, "Location"), text(answer));
            return answer;
        } catch (HttpProblem e) {
            store.forget(caller, key);
            throw e;
        } catch (FaultException e) {
            if (e.code() != FaultCode.MESSAGING_TIMEOUT) { // else it may still be done: the key stays taken for a while
                store.forget(caller, key);
            }
            throw e;
        }
    }

    private static Answer again(RememberedAnswer known, String digest) {
        if (!known.digest().equals(digest)) {
            throw HttpProblem.fault(
                    422, "This Idempotency-Key came with another request before. Use a new key for a new request.");
        }
        var status = known.status();
        if (status == null) {
            throw HttpProblem.later(
                    409,
                    "The request with this Idempotency-Key is at work since "
                            + known.age().toSeconds() + " s. Repeat it later to get its answer.");
        }
        var body = known.body();
        var answer = body == null ? Answer.empty(status) : Answer.json(status, body.getBytes(StandardCharsets.UTF_8));
        var location = known.location();
        return (location == null ? answer : answer.with("Location", location)).with("Idempotency-Replayed", "true");
    }

    private static @Nullable String header(Answer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String text(Answer answer) {
        var body = answer.body();
        return body == null ? null : new String(body, StandardCharsets.UTF_8);
    }

    /** Keys of different callers have nothing to do with each other. */
    private static String caller(Request request) {
        var identity = request.identity();
        return String.join(
                " ",
                Objects.requireNonNullElse(identity.userId(), Objects.requireNonNullElse(identity.user(), "")),
                Objects.requireNonNullElse(identity.projectId(), ""),
                Objects.requireNonNullElse(identity.systemScope(), ""));
    }

    private static String digest(Request request) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update((request.method() + " " + request.path() + " " + request.version() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            sha.update(JsonOut.bytes(out -> JsonOut.value(out, request.json())));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
