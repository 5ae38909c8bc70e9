package dev.fettle.gateway.idempotency;

import dev.fettle.db.idempotency.IdempotencyStore;
import dev.fettle.db.idempotency.KeyClaim;
import dev.fettle.db.idempotency.RememberedAnswer;
import dev.fettle.http.Answer;
import dev.fettle.http.Grant;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key} on POST: a repeat of a request that succeeded gets the first answer again instead of being done twice,
 * as long as the policy still allows what it allowed then. Requests without the header are not touched. What is done when nobody knows how the
 * first one ended: {@code docs/adr/0010}.
 */
public final class IdempotentPosts {
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Duration KEEP = Duration.ofHours(24);

    /** Longer than any request may take. */
    private static final Duration ABANDONED = Duration.ofMinutes(5);

    private final IdempotencyStore store;

    /** By the path of a POST that creates something: the row that shows what it created. */
    private final Map<String, Route> shown;

    /** @param served all rows; what a POST creates is shown by the row one segment below it */
    public IdempotentPosts(IdempotencyStore store, List<Route> served) {
        this.store = store;
        this.shown = new CreatedResources(served).byPath();
    }

    /** The same route; a POST that needs a login or none gets the header, public routes do not. */
    public Route wrap(Route route) {
        if (!route.method().equals("POST") || route.access() != Route.Access.API) {
            return route;
        }
        return route.handledBy(request -> {
            var key = request.header(KEY);
            return key.isEmpty() ? route.handler().handle(request) : once(request, key.get(), route);
        });
    }

    private Answer once(Request request, String key, Route route) {
        if (!KEY_FORM.matcher(key).matches()) {
            throw Parameters.invalid(
                    "Idempotency-Key takes 1 to 255 printable ASCII characters without spaces, such as a UUID.");
        }
        var caller = caller(request);
        var digest = digest(request);
        var creates = Optional.ofNullable(shown.get(route.path()));
        // what creates nothing cannot be found again, so it is never begun twice
        var abandoned = creates.isPresent() ? ABANDONED : KEEP;
        return switch (store.begin(caller, key, digest, UUID.randomUUID(), KEEP, abandoned)) {
            case KeyClaim.Known(var answer) -> again(request, answer, digest);
            case KeyClaim.Taken(var uuid, var again) -> {
                var grants = request.repeatable(uuid);
                var answer = (again ? creates : Optional.<Route>empty())
                        .flatMap(row -> created(request, uuid, route, row))
                        .orElseGet(() -> done(request, route, caller, key, creates.isPresent()));
                remember(caller, key, answer, grants);
                yield answer;
            }
        };
    }

    private Answer done(Request request, Route route, String caller, String key, boolean creates) {
        try {
            return route.handler().handle(request);
        } catch (HttpProblem e) {
            store.release(caller, key);
            throw e;
        } catch (FaultException e) {
            // else it may be done, or be at work: the key stays taken
            if (creates ? e.code() != FaultCode.MESSAGING_TIMEOUT : e.status() < 500) {
                store.release(caller, key);
            }
            throw e;
        }
    }

    private void remember(String caller, String key, Answer answer, Set<Grant> grants) {
        store.end(caller, key, answer.status(), header(answer, "Location"), text(answer), GrantsJson.write(grants));
    }

    /** What the first request created before it was lost; empty when there is nothing that the caller may see. */
    private static Optional<Answer> created(Request request, UUID uuid, Route route, Route row) {
        try {
            var answer = request.ask(row, Map.of(CreatedResources.variable(row), uuid.toString()));
            return Optional.of(answer.withStatus(201)
                    .with("Location", request.baseUrl() + route.path() + "/" + uuid)
                    .with(REPLAYED, "true"));
        } catch (FaultException e) {
            if (e.status() == 404 || e.status() == 403) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Answer again(Request request, RememberedAnswer known, String digest) {
        if (!known.digest().equals(digest)) {
            throw HttpProblem.fault(
                    422, "This Idempotency-Key came with another request before. Use a new key for a new request.");
        }
        var status = known.status();
        if (status == null) {
            throw atWork(known.age());
        }
        request.may(request.rule(), Target.NONE); // what the first request was asked follows
        GrantsJson.read(known.grants()).forEach(grant -> request.require(grant.rule(), grant.target()));
        var body = known.body();
        var answer = body == null ? Answer.empty(status) : Answer.json(status, body.getBytes(StandardCharsets.UTF_8));
        var location = known.location();
        return (location == null ? answer : answer.with("Location", location)).with(REPLAYED, "true");
    }

    private static HttpProblem atWork(Duration age) {
        if (age.compareTo(ABANDONED) > 0) {
            return HttpProblem.fault(
                    409,
                    "Nobody knows how the request with this Idempotency-Key ended; it began " + age.toSeconds()
                            + " s ago. Look whether it was done, and use a new key to do it again.");
        }
        return HttpProblem.later(
                409,
                "The request with this Idempotency-Key is at work since " + age.toSeconds()
                        + " s. Repeat it later to get its answer.");
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
            sha.update((request.method() + " " + request.pathAndQuery() + " " + request.version() + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            sha.update(JsonOut.bytes(out -> JsonOut.value(out, request.json())));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
