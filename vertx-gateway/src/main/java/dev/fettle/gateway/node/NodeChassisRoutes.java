package dev.fettle.gateway.node;

import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.Idents;
import java.util.List;
import java.util.Optional;

/** Nodes as members of a chassis: they can be listed there, nothing else. */
final class NodeChassisRoutes {
    private static final String LIST = "/v1/chassis/{chassis_uuid}/nodes";
    private static final String RULE = "baremetal:node:list_all";

    private final NodeRoutes nodes;

    NodeChassisRoutes(NodeRoutes nodes) {
        this.nodes = nodes;
    }

    List<Route> routes() {
        var one = LIST + "/{ident}";
        return List.of(
                Route.of("GET", LIST, RULE, request -> list(request, false)).checkedByHandler(),
                Route.of("GET", LIST + "/detail", RULE, request -> list(request, true))
                        .checkedByHandler(),
                Route.of("POST", LIST, "baremetal:node:create", NodeChassisRoutes::elsewhere),
                Route.of("GET", one, "baremetal:node:list_all", NodeChassisRoutes::elsewhere),
                Route.of("PATCH", one, "baremetal:node:update", NodeChassisRoutes::elsewhere),
                Route.of("DELETE", one, "baremetal:node:delete", NodeChassisRoutes::elsewhere));
    }

    private Answer list(Request request, boolean detail) {
        var ident = request.variable("chassis_uuid");
        var chassis = Idents.uuid(ident)
                .orElseThrow(() -> new FaultException(
                        FaultCode.INVALID_UUID, "Expected a UUID but received " + Parameters.shown(ident) + "."));
        return nodes.list(request, detail, Optional.of(chassis));
    }

    private static Answer elsewhere(Request request) {
        throw new FaultException(
                FaultCode.MALFORMED_REQUEST_URI,
                "Malformed request URI: nodes of a chassis can only be listed. Use /v1/nodes instead.");
    }
}
