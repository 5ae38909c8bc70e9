package dev.fettle.gateway.node;

import static dev.fettle.http.Route.Refusal.HIDDEN;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.db.node.HistoryQuery;
import dev.fettle.db.node.HistoryStore;
import dev.fettle.gateway.field.Links;
import dev.fettle.gateway.field.Page;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.history.HistoryRecord;
import dev.fettle.model.patch.Idents;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happened to a node. */
final class NodeHistoryRoutes {
    private static final int SINCE = 78;
    private static final int LONGEST_EVENT = 255;
    private static final int CUT_EVENT = 251;
    private static final Set<String> ARGUMENTS = Set.of("detail", "marker", "limit", "sort_key", "sort_dir");

    /** A field that only the detail form has. */
    private record Detail(String name, int since, Function<HistoryRecord, @Nullable Object> value) {}

    private static final List<Detail> DETAILS = List.of(
            new Detail("event_type", 1, HistoryRecord::eventType),
            new Detail("conductor", 1, HistoryRecord::conductor),
            new Detail("user", 1, HistoryRecord::user),
            new Detail("project", 113, HistoryRecord::project),
            new Detail("state", 115, HistoryRecord::state),
            new Detail("target_provision_state", 115, HistoryRecord::targetProvisionState),
            new Detail("duration_seconds", 115, HistoryRecord::durationSeconds));

    private final NodeCalls calls;
    private final HistoryStore store;
    private final int maxLimit;

    NodeHistoryRoutes(NodeCalls calls, HistoryStore store, int maxLimit) {
        this.calls = calls;
        this.store = store;
        this.maxLimit = maxLimit;
    }

    List<Route> routes() {
        var all = "/v1/nodes/{node}/history";
        var rule = "baremetal:node:history:get";
        return List.of(
                Route.of("GET", all, rule, this::list).since(SINCE, HIDDEN),
                Route.of("GET", all + "/{event}", rule, this::show)
                        .withoutQuery()
                        .since(SINCE, HIDDEN));
    }

    private Answer list(Request request) {
        var node = calls.node(request);
        var query = request.query(ARGUMENTS);
        var detail = query.flag("detail").orElse(false);
        var limit = Page.limit(query, maxLimit);
        var key = query.text("sort_key").orElse("created_at");
        var direction = query.text("sort_dir").orElse("asc");
        if (!direction.equals("asc") && !direction.equals("desc")) {
            throw Parameters.invalid("Invalid sort direction: " + Parameters.shown(direction)
                    + ". Acceptable values are 'asc' or 'desc'");
        }
        var events = store.list(
                new HistoryQuery(node.uuid(), query.uuid("marker").orElse(null), limit, key, direction.equals("desc")));
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("history");
            for (var event : events) {
                write(out, request, event, detail);
            }
            out.writeEndArray();
            if (events.size() == limit) {
                out.writeStringField(
                        "next",
                        "%s/v1/nodes/%s/history?sort_key=%s&sort_dir=%s%s&limit=%d&marker=%s"
                                .formatted(
                                        request.baseUrl(),
                                        request.variable("node"),
                                        key,
                                        direction,
                                        detail ? "&detail=True" : "",
                                        limit,
                                        events.getLast().uuid()));
            }
            out.writeEndObject();
        });
    }

    private Answer show(Request request) {
        var node = calls.node(request);
        var ident = request.variable("event");
        var event = Idents.uuid(ident)
                .flatMap(uuid -> store.find(node.uuid(), uuid))
                .orElseThrow(() -> new FaultException(
                        FaultCode.NODE_HISTORY_NOT_FOUND,
                        "Node history record " + Parameters.shown(ident) + " could not be found."));
        return Answer.ok(out -> write(out, request, event, true));
    }

    private static void write(JsonGenerator out, Request request, HistoryRecord event, boolean detail)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("uuid", event.uuid().toString());
        out.writeStringField("created_at", JsonOut.time(event.createdAt()));
        out.writeStringField("severity", event.severity());
        out.writeFieldName("event");
        JsonOut.value(out, detail ? event.event() : cut(event.event()));
        if (detail) {
            for (var field : DETAILS) {
                if (request.version().atLeast(field.since())) {
                    out.writeFieldName(field.name());
                    JsonOut.value(out, field.value().apply(event));
                }
            }
        }
        out.writeArrayFieldStart("links");
        Links.one(
                out,
                "self",
                "%s/v1/nodes/%s/history/%s".formatted(request.baseUrl(), request.variable("node"), event.uuid()));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static @Nullable String cut(@Nullable String event) {
        return event == null || event.length() <= LONGEST_EVENT ? event : event.substring(0, CUT_EVENT) + "...";
    }
}
