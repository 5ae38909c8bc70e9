package dev.fettle.http;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.CallContext;
import io.vertx.core.MultiMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One request after authentication, body guards and version negotiation. For one thread, but for {@link #attempt}. */
public final class Request {
    private final Exchange exchange;
    private final Microversion version;
    private final Map<String, String> variables;
    private final JsonBody body;
    private final Route route;
    private final Policy policy;
    private volatile boolean checked;
    private boolean queried;
    private @Nullable Set<Grant> granted;
    private @Nullable UUID created;

    Request(
            Exchange exchange,
            Microversion version,
            Map<String, String> variables,
            JsonBody body,
            Route route,
            Policy policy) {
        this.exchange = exchange;
        this.version = version;
        this.variables = variables;
        this.body = body;
        this.route = route;
        this.policy = policy;
    }

    /**
     * Facts of a request that do not depend on what it asks for.
     *
     * @param baseUrl start of links, without a slash at the end
     */
    public record Exchange(
            String method,
            String path,
            @Nullable String query,
            String requestId,
            @Nullable String globalRequestId,
            String baseUrl,
            Identity identity,
            MultiMap headers) {
        Exchange withoutQuery() {
            return new Exchange(method, path, null, requestId, globalRequestId, baseUrl, identity, headers);
        }
    }

    public String method() {
        return exchange.method();
    }

    /** As the caller wrote it, without the query. */
    public String path() {
        return exchange.path();
    }

    /** The same with the query, if there is one. */
    public String pathAndQuery() {
        return exchange.query() == null ? exchange.path() : exchange.path() + "?" + exchange.query();
    }

    public Microversion version() {
        return version;
    }

    public String requestId() {
        return exchange.requestId();
    }

    public String baseUrl() {
        return exchange.baseUrl();
    }

    public Identity identity() {
        return exchange.identity();
    }

    /** A header of the request; the first one when there are several. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.headers().get(name));
    }

    /** Value of a variable segment of the path. */
    public String variable(String name) {
        var value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    /** The policy rule of the route. */
    public String rule() {
        return route.rule();
    }

    /** Whether the caller may do to the target what the rule stands for. */
    public boolean may(String rule, Target target) {
        checked = true;
        var allowed = policy.allows(rule, exchange.identity(), target);
        if (allowed && granted != null) {
            granted.add(new Grant(rule, target));
        }
        return allowed;
    }

    /**
     * Makes this request one that can be repeated: what it creates gets that uuid, and what the policy allows from now on is noted.
     *
     * @return what the policy has allowed; grows while the request is handled
     */
    public Set<Grant> repeatable(UUID uuid) {
        var grants = ConcurrentHashMap.<Grant>newKeySet();
        granted = grants;
        created = uuid;
        return grants;
    }

    /** The uuid of what this request creates, where the caller names none; each repeat under the same key gets the same. */
    public UUID newUuid() {
        return created == null ? UUID.randomUUID() : created;
    }

    /** @throws FaultException 403 when the caller may not */
    public void require(String rule, Target target) {
        if (!may(rule, target)) {
            throw new FaultException(
                    FaultCode.FORBIDDEN,
                    "Access was denied to the following resource: " + rule + ". Ask for a role that this rule allows.");
        }
    }

    /**
     * The same for a rule that only an operator can define; without it nothing is refused.
     *
     * @throws FaultException 403 when the caller may not
     */
    public void requireIfDefined(String rule, Target target) {
        if (policy.defines(rule)) {
            require(rule, target);
        }
    }

    /**
     * Handles another route on behalf of this request: the same caller and version, other variables and body. Failures are part of the
     * outcome; none comes out.
     */
    public Outcome attempt(Route other, Map<String, String> otherVariables, Map<String, ?> otherBody) {
        try {
            return new Outcome(ask(other, otherVariables, otherBody).status(), null);
        } catch (RuntimeException e) {
            return ErrorAnswers.outcome(e, requestId());
        }
    }

    /**
     * The same without a body, for the whole answer.
     *
     * @throws RuntimeException whatever the other route refuses with
     */
    public Answer ask(Route other, Map<String, String> otherVariables) {
        return ask(other, otherVariables, null);
    }

    private Answer ask(Route other, Map<String, String> otherVariables, @Nullable Map<String, ?> otherBody) {
        var inner = new Request(
                exchange.withoutQuery(), version, otherVariables, new JsonBody(otherBody, null), other, policy);
        inner.granted = granted;
        checked = true; // the other route asks for itself
        return inner.handled();
    }

    /**
     * Asks the policy where that comes first, and the handler.
     *
     * @throws IllegalStateException for a handler that should have asked the policy and did not
     */
    Answer handled() {
        if (route.rule().isEmpty()) {
            return route.handler().handle(this);
        }
        if (route.check() == Route.Check.BEFORE) {
            require(route.rule(), Target.NONE);
        }
        var answer = route.handler().handle(this);
        if (!checked) {
            throw new IllegalStateException(route.method() + " " + route.path() + " never asked the policy");
        }
        return answer;
    }

    /** What goes along with RPC calls made for this request. */
    public CallContext context() {
        var caller = exchange.identity();
        return new CallContext(
                exchange.requestId(),
                exchange.globalRequestId(),
                caller.userId() != null ? caller.userId() : caller.user(),
                caller.projectId(),
                caller.systemScope(),
                caller.roles().stream().sorted().toList(),
                caller.roles().isEmpty() || caller.roles().contains("admin"));
    }

    /** @throws FaultException 400 for a name that is not in the set */
    public Parameters query(Set<String> allowed) {
        var parameters = new Parameters(Parameters.parse(exchange.query()));
        parameters.checkNames(allowed);
        queried = true;
        return parameters;
    }

    /** @throws FaultException 400 for a query of any name */
    public void refuseQuery() {
        var _ = query(Set.of());
    }

    /** Arguments that may come in the query or as a JSON object; the body wins. */
    public Parameters arguments(Set<String> allowed) {
        Map<String, Object> merged = new LinkedHashMap<>(Parameters.parse(exchange.query()));
        switch (body.read()) {
            case null -> {}
            case Map<?, ?> object ->
                object.forEach((name, value) -> {
                    if (value != null) {
                        merged.put(String.valueOf(name), value);
                    } else if (!allowed.contains(String.valueOf(name))) {
                        merged.put(String.valueOf(name), "");
                    }
                });
            default -> throw Parameters.invalid("Schema error for body: it is not of type 'object'.");
        }
        var parameters = new Parameters(merged);
        parameters.checkNames(allowed);
        return parameters;
    }

    /** @throws FaultException 400 when the body is not a JSON object, and for a query that the handler did not read before */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> object(String argument) {
        if (!queried) {
            refuseQuery();
        }
        if (body.read() instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE,
                "Schema error for " + argument + ": the body is not of type 'object'.");
    }

    /** The body as it came: maps, lists and scalars; null when there is none. */
    public @Nullable Object json() {
        return body.read();
    }
}
