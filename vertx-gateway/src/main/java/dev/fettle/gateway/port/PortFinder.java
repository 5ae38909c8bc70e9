package dev.fettle.gateway.port;

import dev.fettle.db.port.PortStore;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import java.util.Optional;

/** Finds ports by what callers call them. */
final class PortFinder {
    private final PortStore store;
    private final NodeFinder nodes;

    PortFinder(PortStore store, NodeFinder nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    /** A port that the caller may touch, and its node. */
    record Found(Port port, Node node) {}

    /**
     * By uuid or name, after the rule of the route was checked.
     *
     * @throws RuntimeException 400 for what is neither, such as a MAC address; 404 for no such port and for one of a node that the caller may
     *     not see; 403 when the caller may not
     */
    Found byIdent(Request request) {
        var ident = request.variable("port");
        var uuid = Idents.uuid(ident);
        if (uuid.isEmpty() && !Idents.validName(ident)) {
            throw HttpProblem.web(400, "Expected a logical name or UUID.");
        }
        return found(request, ident, uuid.map(store::find).orElseGet(() -> store.findByName(ident)));
    }

    /** The same by uuid only, as DELETE wants it. */
    Found byUuid(Request request) {
        var ident = request.variable("port");
        var uuid = Idents.uuid(ident)
                .orElseThrow(() -> new FaultException(
                        FaultCode.INVALID_UUID, "Expected a UUID but received " + Parameters.shown(ident) + "."));
        return found(request, ident, store.find(uuid));
    }

    private Found found(Request request, String ident, Optional<Port> maybe) {
        var port = maybe.orElseThrow(() -> notFound(ident));
        var node = nodes.find(port.require(PortFields.NODE_UUID)).orElseThrow(() -> notFound(ident));
        var target = NodeFinder.targetOf(node);
        if (!request.may("baremetal:node:get", target)) {
            throw notFound(ident);
        }
        request.require(request.rule(), target);
        return new Found(port, node);
    }

    private static FaultException notFound(String ident) {
        return new FaultException(FaultCode.PORT_NOT_FOUND, "Port " + Parameters.shown(ident) + " could not be found.");
    }
}
