package dev.fettle.gateway.node;

import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.node.ChangeNodeBootMode;
import dev.fettle.rpc.node.ChangeNodeSecureBoot;
import java.util.List;
import java.util.Set;

/** Boot mode and secure boot of a node. */
final class NodeBootModeRoutes {
    private static final int SINCE = 76;
    private static final List<String> MODES = List.of("bios", "uefi");

    private final NodeCalls calls;

    NodeBootModeRoutes(NodeCalls calls) {
        this.calls = calls;
    }

    List<Route> routes() {
        var states = "/v1/nodes/{node}/states";
        return List.of(
                Route.of("PUT", states + "/boot_mode", "baremetal:node:set_boot_mode", this::setBootMode)
                        .since(SINCE, NOT_FOUND),
                Route.of("PUT", states + "/secure_boot", "baremetal:node:set_secure_boot", this::setSecureBoot)
                        .since(SINCE, NOT_FOUND));
    }

    private Answer setBootMode(Request request) {
        var node = calls.node(request);
        var mode = request.arguments(Set.of("target")).requiredText("target");
        if (!MODES.contains(mode)) {
            throw Parameters.invalid("Invalid boot mode " + Parameters.shown(mode) + ": it can be bios or uefi.");
        }
        return accepted(request, node, "boot mode", new ChangeNodeBootMode(node.uuid(), mode));
    }

    private Answer setSecureBoot(Request request) {
        var node = calls.node(request);
        boolean on = request.arguments(Set.of("target")).flag("target").orElseThrow(() -> Parameters.missing("target"));
        return accepted(request, node, "secure boot", new ChangeNodeSecureBoot(node.uuid(), on));
    }

    private Answer accepted(Request request, Node node, String what, RpcRequest<Void> call) {
        if (node.provisionState().unstable()) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "The %s of node %s can not be changed while it is in state \"%s\". Retry when that work has ended."
                            .formatted(what, node.uuid(), node.provisionState().word()));
        }
        calls.call(request, node, call);
        return Answer.empty(202)
                .with("Location", request.baseUrl() + "/v1/nodes/" + request.variable("node") + "/states");
    }
}
