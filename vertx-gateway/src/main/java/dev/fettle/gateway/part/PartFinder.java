package dev.fettle.gateway.part;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.ResourceTable;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.gateway.resource.ResourceFinder;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import java.util.UUID;

/** Finds what hangs on nodes, as far as the caller may see its node. */
public final class PartFinder {
    private final ResourceFinder finder;
    private final ResourceTable table;
    private final Field<?> nodeUuid;
    private final NodeFinder nodes;

    private PartFinder(ResourceFinder finder, ResourceStore store, NodeFinder nodes) {
        this.finder = finder;
        this.table = store.table();
        this.nodeUuid = table.fields().find("node_uuid").orElseThrow();
        this.nodes = nodes;
    }

    public static PartFinder byUuid(ResourceStore store, NodeFinder nodes) {
        return new PartFinder(ResourceFinder.byUuid(store), store, nodes);
    }

    public static PartFinder byIdent(ResourceStore store, NodeFinder nodes) {
        return new PartFinder(ResourceFinder.byIdent(store), store, nodes);
    }

    /** A part and the node that it hangs on. */
    public record Found(Values part, Node node) {}

    /**
     * After the rule of the route was checked.
     *
     * @throws RuntimeException 400 for what can be no ident, 404 for no such part and for one of a node that the caller may not see, 403 by
     *     the rule
     */
    public Found find(Request request, String ident) {
        var found = visible(request, ident);
        request.require(request.rule(), NodeFinder.targetOf(found.node()));
        return found;
    }

    /** The same without the rule of the route. */
    public Found visible(Request request, String ident) {
        var part = finder.find(ident);
        return nodes.find((UUID) part.require(nodeUuid))
                .filter(node -> NodeFinder.maySee(request, node))
                .map(node -> new Found(part, node))
                .orElseThrow(() -> table.notFound(Parameters.shown(ident)));
    }
}
