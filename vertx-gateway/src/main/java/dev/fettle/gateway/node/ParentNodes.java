package dev.fettle.gateway.node;

import dev.fettle.http.HttpProblem;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The node that something new shall belong to, or shall move to: ports, portgroups, volumes ({@code contract/policy.md} section 5). No
 * answer tells whether a node exists that the caller may not see.
 */
public final class ParentNodes {
    private final String argument;
    private final NodeFinder nodes;

    /** @param argument what messages call the document that names the node */
    public ParentNodes(String argument, NodeFinder nodes) {
        this.argument = argument;
        this.nodes = nodes;
    }

    /**
     * The node that {@code node_uuid} or {@code node_ident} names, after the rule of the route was checked against it; against nobody's node
     * when there is none or it is hidden.
     *
     * @throws FaultException 403 when the caller may not; then 400 for a node that is not there
     */
    public Node forCreate(Request request, Map<String, @Nullable Object> body) {
        var ident = ident(body);
        Optional<Node> node;
        RuntimeException missing = NodeFinder.notFound(ident).withStatus(400);
        try {
            node = Optional.of(nodes.visibleArgument(request, ident));
        } catch (FaultException e) {
            node = Optional.empty();
            missing = e.withStatus(400);
        } catch (HttpProblem e) {
            node = Optional.empty();
            missing = e;
        }
        request.require(request.rule(), node.map(NodeFinder::targetOf).orElse(Target.NONE));
        if (node.isEmpty()) {
            throw missing;
        }
        return node.get();
    }

    /**
     * The node that something of another node shall move to.
     *
     * @throws FaultException 400 unless the caller may see it and it has the same owner
     */
    public Node forMove(Request request, Node from, UUID to) {
        return nodes.find(to)
                .filter(node -> request.may("baremetal:node:get", NodeFinder.targetOf(node)))
                .filter(node -> Objects.equals(node.get(NodeFields.OWNER), from.get(NodeFields.OWNER)))
                .orElseThrow(() -> new FaultException(
                        FaultCode.INVALID_PARAMETER_VALUE,
                        "Unable to apply the requested node_uuid '" + to + "': it is no node of the same owner."));
    }

    private String ident(Map<String, @Nullable Object> body) {
        var uuid = body.get("node_uuid");
        var ident = body.get("node_ident");
        if (uuid == null == (ident == null)) {
            throw refused("exactly one of 'node_uuid' and 'node_ident' is needed");
        }
        if (!((uuid != null ? uuid : ident) instanceof String text)) {
            throw refused("the node is not of type 'string'");
        }
        return text;
    }

    private FaultException refused(String why) {
        return Parameters.invalid("Schema error for " + argument + ": " + why);
    }
}
