package dev.fettle.gateway.events;

import dev.fettle.db.event.EventQuery;
import dev.fettle.db.event.EventStore;
import dev.fettle.gateway.access.ListAccess;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.http.Answer;
import dev.fettle.http.AnswerStream;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.Target;
import dev.fettle.model.event.EventCursor;
import dev.fettle.model.event.NodeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/events/stream}: state changes, power changes and steps of nodes as server-sent events (HTML standard, section 9.2). A
 * client that comes back with {@code Last-Event-ID} goes on where it stood. Events are history: callers of a project see those of the nodes
 * that it owns, not of those that it leases.
 */
public final class EventStreamRoutes {
    private static final int MOST_STREAMS = 64;
    private static final int BATCH = 500;
    private static final long POLL_MILLIS = 500;
    private static final int POLLS_BETWEEN_SIGNS_OF_LIFE = 20;
    private static final int MOST_NODES = 100;

    /** Then a client comes back with {@code Last-Event-ID} and is let in anew, or not. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String HISTORY = "baremetal:node:history:get";
    private static final String LAST_EVENT = "Last-Event-ID";

    private final EventStore events;
    private final NodeFinder nodes;
    private final Clock clock;
    private final Semaphore streams = new Semaphore(MOST_STREAMS);

    /** Only keeps what it is given. */
    public EventStreamRoutes(EventStore events, NodeFinder nodes, Clock clock) {
        this.events = events;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        return List.of(Route.of("GET", "/v1/events/stream", "baremetal:node:list_all", this::stream)
                .checkedByHandler());
    }

    private Answer stream(Request request) {
        var query = request.query(Set.of("node", "type", "last_event_id"));
        var project = visibleTo(request);
        var wanted =
                new EventQuery(wantedNodes(request, query), query.csv("type").orElse(null), project);
        var start = request.header(LAST_EVENT)
                .or(() -> query.text("last_event_id"))
                .map(EventStreamRoutes::cursor)
                .orElseGet(events::now);
        if (streams.availablePermits() == 0) {
            throw HttpProblem.busy(
                    "There are " + MOST_STREAMS + " streams of events already. Close one, or ask another gateway.");
        }
        return Answer.stream("text/event-stream", sink -> counted(start, wanted, sink))
                .with("Cache-Control", "no-store")
                .with("X-Accel-Buffering", "no");
    }

    /** A place is taken by a stream that runs, not by an answer that may never be sent, such as that of HEAD. */
    private void counted(EventCursor start, EventQuery wanted, AnswerStream.Sink sink) {
        if (!streams.tryAcquire()) {
            return; // others were quicker: the client comes back
        }
        try {
            follow(start, wanted, sink);
        } finally {
            streams.release();
        }
    }

    /** Until the client leaves, the server stops, or it is time to ask again who the client is. */
    private void follow(EventCursor start, EventQuery wanted, AnswerStream.Sink sink) {
        var at = start;
        var end = clock.instant().plus(LONGEST);
        sink.write(": from " + at + "\n\n");
        for (var quiet = 0; clock.instant().isBefore(end); quiet++) {
            var batch = events.after(at, wanted, BATCH);
            if (!batch.isEmpty()) {
                at = batch.getLast().cursor();
                sink.write(text(batch));
                quiet = 0;
            } else if (quiet >= POLLS_BETWEEN_SIGNS_OF_LIFE) {
                sink.write(":\n\n");
                quiet = 0;
            }
            if (batch.size() < BATCH) {
                sink.pause(POLL_MILLIS);
            }
        }
    }

    private static String text(List<NodeEvent> batch) {
        var text = new StringBuilder();
        for (var event : batch) {
            var data = JsonOut.bytes(out -> {
                out.writeStartObject();
                out.writeStringField("node", event.node().toString());
                if (event.name() != null) {
                    out.writeStringField("name", event.name());
                }
                out.writeStringField("at", JsonOut.time(event.at()));
                for (var detail : event.details().entrySet()) {
                    out.writeFieldName(detail.getKey());
                    JsonOut.value(out, detail.getValue());
                }
                out.writeEndObject();
            });
            text.append("id: ")
                    .append(event.cursor())
                    .append("\nevent: ")
                    .append(event.type())
                    .append("\ndata: ");
            text.append(new String(data, StandardCharsets.UTF_8)).append("\n\n");
        }
        return text.toString();
    }

    /** Whose nodes' history the caller may read: null for all, else the own project's. */
    private static @Nullable String visibleTo(Request request) {
        var project = ListAccess.project(request, "node").orElse(null);
        if (project == null && request.may(HISTORY, Target.NONE)) {
            return null;
        }
        var own = project == null ? request.identity().projectId() : project;
        request.require(HISTORY, Target.ofNode(own, null));
        return own;
    }

    private @Nullable List<UUID> wantedNodes(Request request, Parameters query) {
        var idents = switch (query.raw("node").orElse(null)) {
            case null -> Stream.<String>empty();
            case List<?> several -> several.stream().map(String::valueOf);
            case Object one -> Stream.of(String.valueOf(one));
        };
        var named = idents.toList();
        if (named.size() > MOST_NODES) {
            throw Parameters.invalid("A stream follows " + MOST_NODES
                    + " nodes that are named at most. Name fewer, or none to follow all.");
        }
        var wanted = named.stream()
                .map(ident -> nodes.visibleArgument(request, ident).uuid())
                .toList();
        return wanted.isEmpty() ? null : wanted;
    }

    private static EventCursor cursor(String text) {
        return EventCursor.parse(text)
                .orElseThrow(() -> Parameters.invalid("Last-Event-ID '" + Parameters.shown(text)
                        + "' is no id of an event. Leave it out to start with what happens next."));
    }
}
