package dev.fettle.gateway.node;

import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Outcome;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/nodes/actions}: one verb or power change for many nodes, a result for each. Body: {@code nodes} (uuids or names) and one
 * of {@code provision} and {@code power}, which take what {@code PUT states/provision} and {@code states/power} take. Each node is a request
 * of its own: its policy, its checks, its failure; none depends on another.
 */
final class NodeActionRoutes {
    private static final int MOST_NODES = 1000;
    private static final int AT_ONCE = 32;

    private final Map<String, Route> actions;

    /** @param provision the route of one node's verbs
     * @param power the route of one node's power changes */
    NodeActionRoutes(Route provision, Route power) {
        this.actions = Map.of("provision", provision, "power", power);
    }

    List<Route> routes() {
        return List.of(Route.of("POST", "/v1/nodes/actions", "baremetal:node:set_provision_state", this::act)
                .limit(Route.BodyLimit.PROVISION)
                .checkedByHandler());
    }

    private Answer act(Request request) {
        var body = request.object("actions");
        var nodes = nodes(body.get("nodes"));
        var action = action(body);
        if (!(body.get(action) instanceof Map<?, ?> arguments)) {
            throw refused("'" + action + "' is not of type 'object'");
        }
        var outcomes = all(request, nodes, Objects.requireNonNull(actions.get(action)), text(arguments));
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("results");
            for (var i = 0; i < nodes.size(); i++) {
                var outcome = outcomes.get(i);
                out.writeStartObject();
                out.writeStringField("node", nodes.get(i));
                out.writeNumberField("status", outcome.status());
                if (outcome.fault() != null) {
                    out.writeStringField("faultcode", outcome.status() < 500 ? "Client" : "Server");
                    out.writeFieldName("faultstring");
                    JsonOut.value(out, outcome.fault());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** In the order of the nodes. Each call has a deadline of its own, so this ends. */
    private static List<Outcome> all(Request request, List<String> nodes, Route route, Map<String, Object> body) {
        var turns = new Semaphore(AT_ONCE);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Outcome>>();
            for (var node : nodes) {
                running.add(workers.submit(() -> {
                    turns.acquire();
                    try {
                        return request.attempt(route, Map.of("node", node), body);
                    } finally {
                        turns.release();
                    }
                }));
            }
            var outcomes = new ArrayList<Outcome>();
            for (var one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while at work", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attempt does not fail", e);
        }
    }

    private String action(Map<String, ?> body) {
        var others = new LinkedHashSet<>(body.keySet());
        others.remove("nodes");
        if (others.size() != 1 || !actions.containsKey(others.getFirst())) {
            throw refused("it takes 'nodes' and exactly one of 'provision' and 'power'");
        }
        return others.getFirst();
    }

    private static List<String> nodes(@Nullable Object given) {
        if (!(given instanceof List<?> list) || list.isEmpty() || list.size() > MOST_NODES) {
            throw refused("'nodes' has to be a list of 1 to " + MOST_NODES + " uuids or names");
        }
        var nodes = new ArrayList<String>();
        for (var item : list) {
            if (!(item instanceof String ident)) {
                throw refused("'nodes' has an item that is not of type 'string'");
            }
            nodes.add(ident);
        }
        if (new LinkedHashSet<>(nodes).size() < nodes.size()) {
            throw refused("'nodes' names a node twice");
        }
        return nodes;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> text(Map<?, ?> arguments) {
        return (Map<String, Object>) arguments;
    }

    private static RuntimeException refused(String what) {
        return Parameters.invalid("Schema error for actions: " + what + ".");
    }
}
