package dev.fettle.gateway.node;

import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.db.node.ShardStore;
import dev.fettle.http.Answer;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import java.util.List;

/** Shards: how many nodes each of them has. */
public final class ShardRoutes {
    private static final int SINCE = 82;
    private static final String RULE = "baremetal:shards:get";

    /** What the nodes without a shard are listed under. */
    private static final String NONE = "None";

    private final ShardStore store;

    /** Only keeps what it is given. */
    public ShardRoutes(ShardStore store) {
        this.store = store;
    }

    /** @return the rows of shards */
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/shards", RULE, this::list).since(SINCE, NOT_FOUND),
                Route.of("GET", "/v1/shards/{shard}", RULE, ShardRoutes::one).since(SINCE, NOT_FOUND));
    }

    private Answer list(Request request) {
        var shards = store.shards();
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("shards");
            for (var shard : shards) {
                out.writeStartObject();
                out.writeStringField("name", shard.name().orElse(NONE));
                out.writeNumberField("count", shard.nodes());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static Answer one(Request request) {
        throw HttpProblem.fault(404, "Resource could not be found. Single shards can not be shown.");
    }
}
