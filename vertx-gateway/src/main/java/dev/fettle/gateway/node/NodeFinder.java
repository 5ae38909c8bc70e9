package dev.fettle.gateway.node;

import dev.fettle.db.node.NodeStore;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.Idents;
import java.util.Optional;
import java.util.UUID;

/** Finds nodes by what callers call them. */
public final class NodeFinder {
    private static final int NAMES_SINCE = 5;

    private final NodeStore store;

    public NodeFinder(NodeStore store) {
        this.store = store;
    }

    /**
     * The node of {@code {node}} in the path, after the rule of the route was checked against it.
     *
     * @throws HttpProblem 400 for what is neither uuid nor name
     * @throws FaultException 404 for no such node, one that the caller may not see, and names before 1.5; 403 when the caller may not
     */
    public Node inPath(Request request) {
        var node = visible(request);
        request.require(request.rule(), targetOf(node));
        return node;
    }

    /** The same without the rule of the route, for handlers that have rules of their own. */
    public Node visible(Request request) {
        var ident = request.variable("node");
        var node = inPath(ident, request.version());
        return seen(request, node, ident);
    }

    /** Whether a caller may know that the node is there. */
    public static boolean maySee(Request request, Node node) {
        return request.may("baremetal:node:get", targetOf(node));
    }

    /** What policy rules compare callers with. */
    public static Target targetOf(Node node) {
        return Target.ofNode(node.get(NodeFields.OWNER), node.get(NodeFields.LESSEE));
    }

    /**
     * The node of an argument such as {@code ?node=}, if the caller may see it.
     *
     * @throws RuntimeException 400 for a bad ident, 406 for names before 1.5, 404 for no such node and for one that the caller may not see
     */
    public Node visibleArgument(Request request, String ident) {
        var node = inArgument(ident, request.version());
        return seen(request, node, ident);
    }

    private static Node seen(Request request, Node node, String ident) {
        if (!maySee(request, node)) {
            throw notFound(ident);
        }
        return node;
    }

    private Node inPath(String ident, Microversion version) {
        var uuid = Idents.uuid(ident);
        if (uuid.isPresent()) {
            return store.find(uuid.get()).orElseThrow(() -> notFound(ident));
        }
        checkForm(ident);
        if (!version.atLeast(NAMES_SINCE)) {
            throw notFound(ident);
        }
        return store.findByName(ident).orElseThrow(() -> notFound(ident));
    }

    /** @throws HttpProblem 400 for a path segment that can be no node */
    static void checkForm(String ident) {
        if (Idents.uuid(ident).isEmpty() && !Idents.validName(ident)) {
            throw HttpProblem.web(400, "Expected a logical name or UUID.");
        }
    }

    private Node inArgument(String ident, Microversion version) {
        var uuid = Idents.uuid(ident);
        if (uuid.isPresent()) {
            return store.find(uuid.get()).orElseThrow(() -> notFound(ident));
        }
        if (!Idents.validName(ident)) {
            throw Parameters.invalid("Expected a logical name or UUID but received " + Parameters.shown(ident) + ".");
        }
        FieldSet.gate(NAMES_SINCE, version);
        return store.findByName(ident).orElseThrow(() -> notFound(ident));
    }

    /** By uuid; one statement that is always the same, which is cheaper than one made for the columns at hand. */
    public Optional<Node> find(UUID uuid) {
        return store.find(uuid);
    }

    public static FaultException notFound(String ident) {
        return new FaultException(FaultCode.NODE_NOT_FOUND, "Node " + Parameters.shown(ident) + " could not be found.");
    }
}
