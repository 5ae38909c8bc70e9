package dev.fettle.gateway.node;

import dev.fettle.gateway.driver.VendorAnswers;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.node.Node;
import dev.fettle.rpc.node.GetNodeVendorPassthruMethods;
import dev.fettle.rpc.node.VendorPassthru;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Methods of a node's vendor interface. */
final class NodeVendorRoutes {
    private static final String RULE = "baremetal:node:vendor_passthru";

    private final NodeCalls calls;

    /** Known for as long as this process lives; one entry for each driver and vendor interface in use. */
    private final Map<Source, Map<String, Map<String, Object>>> methods = new ConcurrentHashMap<>();

    private record Source(String driver, String vendorInterface) {
        static Source of(Node node) {
            return new Source(node.driver(), Objects.requireNonNullElse(node.interfaceName(InterfaceKind.VENDOR), ""));
        }
    }

    NodeVendorRoutes(NodeCalls calls) {
        this.calls = calls;
    }

    List<Route> routes() {
        var all = "/v1/nodes/{node}/vendor_passthru";
        var routes = new ArrayList<Route>();
        routes.add(Route.of("GET", all + "/methods", RULE, this::methods).withoutQuery());
        for (var verb : VendorAnswers.VERBS) {
            routes.add(Route.of(verb, all, RULE, request -> call(request, verb, VendorAnswers::methodArgument)));
            routes.add(Route.of(
                            verb, all + "/{method}", RULE, request -> call(request, verb, it -> it.variable("method")))
                    .withoutQuery());
        }
        return routes;
    }

    private Answer methods(Request request) {
        var node = calls.node(request);
        var source = Source.of(node);
        var known = methods.get(source);
        var found = known != null ? known : calls.ask(request, node, new GetNodeVendorPassthruMethods(node.uuid()));
        methods.put(source, found);
        return Answer.ok(out -> JsonOut.value(out, found));
    }

    private Answer call(Request request, String verb, Function<Request, String> named) {
        var node = calls.node(request);
        var method = named.apply(request);
        var info = VendorAnswers.info(request);
        return VendorAnswers.answer(calls.ask(request, node, new VendorPassthru(node.uuid(), method, verb, info)));
    }
}
