package dev.fettle.gateway.node;

import static dev.fettle.http.Route.Refusal.METHOD;
import static dev.fettle.http.Route.Refusal.NOT_ACCEPTABLE;
import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.patch.Idents;
import dev.fettle.rpc.node.AddNodeTraits;
import dev.fettle.rpc.node.RemoveNodeTraits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Traits of a node. */
final class NodeTraitRoutes {
    private static final int SINCE = 37;
    private static final int MOST = 50;

    private final NodeCalls calls;

    NodeTraitRoutes(NodeCalls calls) {
        this.calls = calls;
    }

    List<Route> routes() {
        var all = "/v1/nodes/{node}/traits";
        var one = all + "/{trait}";
        return List.of(
                Route.of("GET", all, "baremetal:node:traits:list", this::list).since(SINCE, NOT_ACCEPTABLE),
                Route.of("PUT", all, "baremetal:node:traits:set", this::replace).since(SINCE, METHOD),
                Route.of("DELETE", all, "baremetal:node:traits:delete", this::removeAll)
                        .withoutQuery()
                        .since(SINCE, NOT_FOUND),
                Route.of("PUT", one, "baremetal:node:traits:set", this::add)
                        .withoutQuery()
                        .since(SINCE, METHOD),
                Route.of("DELETE", one, "baremetal:node:traits:delete", this::remove)
                        .withoutQuery()
                        .since(SINCE, NOT_FOUND));
    }

    private Answer list(Request request) {
        request.refuseQuery();
        var node = calls.node(request);
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeFieldName("traits");
            JsonOut.value(out, node.traits());
            out.writeEndObject();
        });
    }

    private Answer replace(Request request) {
        var node = calls.node(request);
        var body = request.object("body");
        if (!body.keySet().equals(Set.of("traits")) || !(body.get("traits") instanceof List<?> given)) {
            throw Parameters.invalid("Schema error for body: it takes an array 'traits' and nothing else.");
        }
        var traits = new LinkedHashSet<String>();
        for (var item : given) {
            traits.add(checked("body", item));
        }
        if (traits.size() > MOST) {
            throw Parameters.invalid(
                    "Error setting traits of node " + node.uuid() + ": at most " + MOST + " are taken.");
        }
        calls.call(request, node, new AddNodeTraits(node.uuid(), List.copyOf(traits), true));
        return Answer.empty(204);
    }

    private Answer add(Request request) {
        var node = calls.node(request);
        var trait = checked("trait", request.variable("trait"));
        if (!(request.json() == null || Map.of().equals(request.json()))) {
            throw Parameters.invalid("A body should not be provided for adding one trait.");
        }
        calls.call(request, node, new AddNodeTraits(node.uuid(), List.of(trait), false));
        return Answer.empty(204)
                .with("Location", request.baseUrl() + "/v1/nodes/" + request.variable("node") + "/traits/" + trait);
    }

    private Answer removeAll(Request request) {
        calls.call(request, uuid -> new RemoveNodeTraits(uuid, null));
        return Answer.empty(204);
    }

    private Answer remove(Request request) {
        calls.call(request, uuid -> new RemoveNodeTraits(uuid, List.of(request.variable("trait"))));
        return Answer.empty(204);
    }

    private static String checked(String argument, @Nullable Object trait) {
        if (trait instanceof String text && Idents.validTrait(text)) {
            return text;
        }
        throw Parameters.invalid(
                "Schema error for " + argument + ": a trait is a standard one or matches 'CUSTOM_[A-Z0-9_]+'.");
    }
}
