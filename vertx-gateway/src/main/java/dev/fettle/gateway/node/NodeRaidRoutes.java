package dev.fettle.gateway.node;

import dev.fettle.gateway.field.FieldSet;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.node.SetTargetRaidConfig;
import java.util.LinkedHashMap;
import java.util.List;

/** What the next cleaning is to make of the disks of a node. */
final class NodeRaidRoutes {
    private static final int SINCE = 12;

    private final NodeCalls calls;

    NodeRaidRoutes(NodeCalls calls) {
        this.calls = calls;
    }

    List<Route> routes() {
        return List.of(Route.of("PUT", "/v1/nodes/{node}/states/raid", "baremetal:node:set_raid_state", this::set));
    }

    /** The version is looked at after the node: an unknown one is 404 in every version. */
    private Answer set(Request request) {
        var node = calls.node(request);
        FieldSet.gate(SINCE, request.version());
        var config = new LinkedHashMap<String, Object>();
        request.object("target_raid_config").forEach((key, value) -> {
            if (value == null) {
                throw Parameters.invalid(
                        "Schema error for target_raid_config: '" + Parameters.shown(key) + "' is null.");
            }
            config.put(key, value);
        });
        try {
            calls.call(request, node, new SetTargetRaidConfig(node.uuid(), config));
        } catch (FaultException e) {
            throw e.code() == FaultCode.UNSUPPORTED_DRIVER_EXTENSION ? e.withStatus(404) : e;
        }
        return Answer.empty(204);
    }
}
