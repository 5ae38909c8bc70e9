package dev.fettle.http;

import dev.fettle.http.Request.Exchange;
import dev.fettle.http.Route.Access;
import dev.fettle.http.Route.BodyLimit;
import dev.fettle.model.FaultException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request through an HTTP edge, outside-in as in {@code contract/resources.md} section 1: other origins, request id,
 * authentication, body guards, version, route, policy, handler. Thread-safe.
 */
public final class HttpEdge implements AutoCloseable {
    private static final Pattern GLOBAL_ID = Pattern.compile("req-[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    /** Bytes of an answer that need not be counted while it is sent: the number of connections is limited. */
    private static final int SMALL = 4096;

    private static final String MAX_VERSION = Microversion.NEWEST.toString();
    private static final String MIN_VERSION = Microversion.LOWEST.toString();

    private final Vertx vertx;
    private final EdgeOptions options;
    private final RouteTable routes;
    private final Authenticator authenticator;
    private final Policy policy;
    private final AccessLog log;
    private final DateHeader date;
    private final Reply reply = new Reply();
    private final RequestMemory memory = RequestMemory.ofHeap();

    public HttpEdge(
            Vertx vertx,
            EdgeOptions options,
            RouteTable routes,
            Authenticator authenticator,
            Policy policy,
            RequestObserver observer,
            Clock clock) {
        this.vertx = vertx;
        this.options = options;
        this.routes = routes;
        this.authenticator = authenticator;
        this.policy = policy;
        this.log = new AccessLog(observer);
        this.date = new DateHeader(clock);
    }

    /** Takes one request; on its event loop. */
    public void handle(HttpServerRequest http) {
        var state = new InFlight(
                http, vertx.getOrCreateContext(), "req-" + UUID.randomUUID(), System.nanoTime(), memory.share());
        if (options.cors().answers(http)) {
            finish(state, Answer.empty(200));
            return;
        }
        if (!reply.enter()) {
            finish(state, ErrorAnswers.of(HttpProblem.busy("The service is busy with other requests."), state.id));
            return;
        }
        state.entered = true;
        try {
            var segments = PathSegments.of(state.path());
            state.match = routes.find(segments);
            state.shortened = PathSegments.withoutJsonSuffix(segments).flatMap(routes::find);
            state.access = access(state);
            authenticate(state);
        } catch (RuntimeException e) {
            finish(state, ErrorAnswers.of(e, state.id));
        }
    }

    /** What is public is so under its full path only, and in a path that has no such verb. */
    private Access access(InFlight state) {
        var access = state.route().map(Route::access).orElse(Access.PUBLIC);
        return access == Access.PUBLIC && !routes.isPublic(state.path()) ? Access.API : access;
    }

    private void authenticate(InFlight state) {
        var headers = state.http.headers();
        if (state.access != Access.API || !authenticator.blocks()) {
            readBody(state, state.access == Access.API ? authenticator.authenticate(headers) : Identity.ANONYMOUS);
            return;
        }
        state.http.pause();
        reply.<Object>aside(
                state.context,
                () -> {
                    try {
                        return authenticator.authenticate(headers);
                    } catch (RuntimeException e) {
                        return ErrorAnswers.of(e, state.id);
                    }
                },
                result -> {
                    state.http.resume();
                    switch (result) {
                        case Identity identity -> readBody(state, identity);
                        default -> finish(state, (Answer) result);
                    }
                });
    }

    private void readBody(InFlight state, Identity identity) {
        var limit = options.limit(state.route().map(Route::limit).orElse(BodyLimit.USUAL));
        BodyReader.read(vertx, state.http, limit, options.deadlines().body(), state.memory, new BodyReader.Receiver() {
            @Override
            public void whole(byte @Nullable [] body) {
                reply.aside(state.context, () -> answer(state, identity, body), result -> finish(state, result));
            }

            @Override
            public void refused(HttpProblem problem) {
                finish(state, ErrorAnswers.of(problem, state.id));
            }

            @Override
            public void abandoned() {
                finish(state, ErrorAnswers.of(HttpProblem.flat(400, "The body breaks off."), state.id));
            }
        });
    }

    /** On a virtual thread. Whatever happens becomes an answer: no worker dies of a request. */
    private Answer answer(InFlight state, Identity identity, byte @Nullable [] bytes) {
        try {
            return answered(state, identity, bytes);
        } catch (HttpProblem problem) {
            var rootPath = state.path().equals("/") && problem.shape() == HttpProblem.Shape.WEB;
            return ErrorAnswers.of(rootPath ? problem.asFault() : problem, state.id);
        } catch (RuntimeException | Error e) {
            return ErrorAnswers.of(e, state.id);
        }
    }

    private Answer answered(InFlight state, Identity identity, byte @Nullable [] bytes) {
        var exchange = exchange(state, identity);
        if (state.access == Access.PLAIN) {
            var route = state.route().orElseThrow();
            var variables = state.match.orElseThrow().variables(exchange.method());
            return route.handler()
                    .handle(new Request(exchange, Microversion.LOWEST, variables, JsonBody.none(), route, policy));
        }
        var body = JsonBody.of(bytes, options.maxDepth(), state.memory);
        state.version = Microversion.negotiate(state.http.headers());
        AcceptHeader.check(state.http.getHeader("Accept"));
        if (state.shortened.isPresent() && Microversion.dropsJsonSuffix(state.http.headers(), state.version)) {
            try {
                return routed(state, state.shortened, exchange, body);
            } catch (FaultException fault) {
                if (fault.status() != 404 || state.match.isEmpty()) {
                    throw fault;
                }
            }
        }
        return routed(state, state.match, exchange, body);
    }

    private Answer routed(InFlight state, Optional<RouteTable.Match> found, Exchange exchange, JsonBody body) {
        var match = found.orElseThrow(() -> HttpProblem.web(404, ""));
        var route = match.route(exchange.method()).orElseThrow(() -> HttpProblem.methodNotAllowed(match.allowed()));
        if (!state.version.atLeast(route.since())) {
            throw route.refuse(match.allowed());
        }
        var request = new Request(exchange, state.version, match.variables(exchange.method()), body, route, policy);
        return request.handled();
    }

    private Exchange exchange(InFlight state, Identity identity) {
        var http = state.http;
        var global = http.getHeader("X-Openstack-Request-Id");
        return new Exchange(
                http.method().name(),
                state.path(),
                http.query(),
                state.id,
                global != null && GLOBAL_ID.matcher(global).matches() ? global : null,
                options.publicUrl().of(http),
                identity,
                http.headers());
    }

    private void finish(InFlight state, Answer answer) {
        if (state.finished) {
            return;
        }
        state.finished = true;
        send(state, held(state, answer));
    }

    /** The answer, which is kept in memory now until the client has taken it; what only reads is refused when there is too much of that. */
    private static Answer held(InFlight state, Answer answer) {
        state.memory.release(); // the body has done its work
        var body = answer.content();
        if (body == null || body.length() <= SMALL) {
            return answer;
        }
        if (!HttpMethod.GET.equals(state.http.method())) {
            state.memory.add(body.length());
        } else if (!state.memory.tryTake(body.length())) {
            return ErrorAnswers.of(
                    HttpProblem.busy("Too many large answers wait to be taken by their clients. Try again."), state.id);
        }
        return answer;
    }

    private void send(InFlight state, Answer answer) {
        var http = state.http;
        var headers = http.response().headers();
        headers.set("Date", date.value());
        headers.set("Openstack-Request-Id", state.id);
        headers.set("X-Openstack-Request-Id", state.id);
        headers.set(Microversion.HEADER, state.version.toString());
        headers.set(Microversion.MIN_HEADER, MIN_VERSION);
        headers.set(Microversion.MAX_HEADER, MAX_VERSION);
        options.cors().apply(http, headers);
        if (!http.isEnded() && BodyReader.hasBody(http)) {
            headers.set("Connection", "close"); // the rest of the body is not wanted
        }
        var stream = answer.stream();
        if (stream == null || HttpMethod.HEAD.equals(http.method())) {
            AnswerWriter.write(vertx, http, answer, options.deadlines().answer(), state.memory::release);
            ended(state, answer);
        } else {
            reply.stream(state.context, http, answer, stream, () -> ended(state, answer));
        }
    }

    private void ended(InFlight state, Answer answer) {
        if (state.entered) {
            reply.leave();
        }
        log.answered(
                state.http, state.route().map(Route::path).orElse("other"), state.id, answer.status(), state.started);
    }

    /** Bytes that requests hold now, by estimate. */
    long held() {
        return memory.held();
    }

    @Override
    public void close() {
        reply.close();
    }

    /** What is known of a request while it is worked on; touched by one thread at a time. */
    private static final class InFlight {
        private final HttpServerRequest http;
        private final Context context;
        private final String id;
        private final long started;
        private final RequestMemory.Share memory;
        private Optional<RouteTable.Match> match = Optional.empty();

        /** Of the path without the suffix {@code .json}, for callers that ask for less than 1.91. */
        private Optional<RouteTable.Match> shortened = Optional.empty();

        private Access access = Access.API;
        private Microversion version = Microversion.LOWEST;
        private boolean entered;
        private boolean finished;

        InFlight(HttpServerRequest http, Context context, String id, long started, RequestMemory.Share memory) {
            this.http = http;
            this.context = context;
            this.id = id;
            this.started = started;
            this.memory = memory;
        }

        String path() {
            var path = http.path();
            return path == null ? "/" : path;
        }

        Optional<Route> route() {
            return match.or(() -> shortened)
                    .flatMap(found -> found.route(http.method().name()));
        }
    }
}
