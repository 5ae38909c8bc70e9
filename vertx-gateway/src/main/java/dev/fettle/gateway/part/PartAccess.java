package dev.fettle.gateway.part;

import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.gateway.access.ListAccess;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Who may see and touch what hangs on nodes: rules look at the owner and lessee of the node ({@code contract/policy.md} section 5). */
public final class PartAccess {
    private final NodeFinder nodes;

    public PartAccess(NodeFinder nodes) {
        this.nodes = nodes;
    }

    /**
     * What of a list the caller may see.
     *
     * @param resource as rules call it, such as {@code portgroup}
     * @throws FaultException 403 when the caller may see none
     */
    public static List<ResourceFilter> seen(Request request, String resource) {
        return ListAccess.project(request, resource)
                .map(project -> ofNodes(new NodeFilter.OwnerOrLessee(project)))
                .stream()
                .toList();
    }

    public static ResourceFilter ofNode(Node node) {
        return ofNodes(new NodeFilter.Equals(NodeFields.UUID, node.uuid()));
    }

    public static ResourceFilter ofNodes(NodeFilter filter) {
        return new ResourceFilter.OfNodes(List.of(filter));
    }

    /** The node of {@code {node}} in the path; see {@link NodeFinder#visible}. */
    public Node inPath(Request request) {
        return nodes.visible(request);
    }

    /**
     * The node under which a POST creates something, after the rule of the route was checked. Who may create nothing anywhere learns nothing
     * about nodes: why there is none is said only to others.
     *
     * @param lookup finds the node that the body names, if the caller may see it
     * @throws FaultException 403 by the rule, 400 for a node that is not there or that the caller may not see
     */
    public Node toCreateUnder(Request request, Supplier<Node> lookup) {
        Node node;
        try {
            node = lookup.get();
        } catch (FaultException e) {
            request.require(request.rule(), Target.NONE);
            throw e.withStatus(400);
        }
        request.require(request.rule(), NodeFinder.targetOf(node));
        return node;
    }

    /** @throws FaultException the same whether there is no such node or the caller may not see it */
    public Node named(Request request, UUID uuid) {
        return nodes.find(uuid)
                .filter(node -> NodeFinder.maySee(request, node))
                .orElseThrow(() -> new FaultException(
                        FaultCode.NODE_NOT_FOUND,
                        "Node " + uuid + " could not be found. Set node_uuid to a node that you may use."));
    }

    /** The node of an argument; see {@link NodeFinder#visibleArgument}. */
    public Node named(Request request, String ident) {
        return nodes.visibleArgument(request, ident);
    }

    /** @throws FaultException 400, the same for a node that is not there, one that the caller may not see, and one of another owner */
    public void checkMove(Request request, Node from, UUID to) {
        var owner = from.get(NodeFields.OWNER);
        var fits = nodes.find(to)
                .filter(node -> NodeFinder.maySee(request, node))
                .filter(node -> Objects.equals(owner, node.get(NodeFields.OWNER)));
        if (fits.isEmpty()) {
            throw new FaultException(
                            FaultCode.NODE_NOT_FOUND,
                            "Node " + to + " could not be found. Set node_uuid to a node of the same owner that you"
                                    + " may use.")
                    .withStatus(400);
        }
    }
}
