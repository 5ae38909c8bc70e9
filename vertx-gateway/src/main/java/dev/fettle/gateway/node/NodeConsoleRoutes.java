package dev.fettle.gateway.node;

import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.rpc.node.GetConsoleInformation;
import dev.fettle.rpc.node.SetConsoleMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The console of a node. */
final class NodeConsoleRoutes {
    private final NodeCalls calls;

    NodeConsoleRoutes(NodeCalls calls) {
        this.calls = calls;
    }

    List<Route> routes() {
        var console = "/v1/nodes/{node}/states/console";
        return List.of(
                Route.of("GET", console, "baremetal:node:get_console", this::show)
                        .withoutQuery(),
                Route.of("PUT", console, "baremetal:node:set_console_state", this::set));
    }

    private Answer show(Request request) {
        var info = information(request, calls.node(request));
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeBooleanField("console_enabled", info != null);
            out.writeFieldName("console_info");
            JsonOut.value(out, info);
            out.writeEndObject();
        });
    }

    /** Null while the console is off. */
    private @Nullable Map<String, Object> information(Request request, Node node) {
        try {
            return calls.ask(request, node, new GetConsoleInformation(node.uuid()));
        } catch (FaultException e) {
            if (e.code() == FaultCode.NODE_CONSOLE_NOT_ENABLED) {
                return null;
            }
            throw e;
        }
    }

    private Answer set(Request request) {
        var node = calls.node(request);
        boolean enabled =
                request.arguments(Set.of("enabled")).flag("enabled").orElseThrow(() -> Parameters.missing("enabled"));
        calls.call(request, node, new SetConsoleMode(node.uuid(), enabled));
        return Answer.empty(202)
                .with("Location", request.baseUrl() + "/v1/nodes/" + request.variable("node") + "/states/console");
    }
}
