package dev.fettle.gateway.node;

import static dev.fettle.http.Route.Refusal.HIDDEN;

import dev.fettle.db.hardware.InventoryStore;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeQuery;
import dev.fettle.db.node.NodeStore;
import dev.fettle.gateway.field.Links;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a node consists of: its parts as inspection found them, and the nodes within it. */
final class NodeInventoryRoutes {
    private static final int INVENTORY_SINCE = 81;
    private static final int CHILDREN_SINCE = 83;

    private final NodeCalls calls;
    private final InventoryStore inventories;
    private final NodeStore nodes;
    private final boolean kept;

    /** @param backend where inventories are kept; with {@code none} there are none, not even those of before */
    NodeInventoryRoutes(NodeCalls calls, InventoryStore inventories, NodeStore nodes, String backend) {
        this.kept = !backend.equals("none");
        this.calls = calls;
        this.inventories = inventories;
        this.nodes = nodes;
    }

    List<Route> routes() {
        var node = "/v1/nodes/{node}";
        return List.of(
                Route.of("GET", node + "/inventory", "baremetal:node:inventory:get", this::inventory)
                        .since(INVENTORY_SINCE, HIDDEN),
                Route.of("GET", node + "/children", "baremetal:node:get", this::children)
                        .since(CHILDREN_SINCE, HIDDEN));
    }

    private Answer inventory(Request request) {
        var node = calls.node(request);
        var found = Optional.of(node.id())
                .filter(_ -> kept)
                .flatMap(inventories::find)
                .orElseThrow(() -> new FaultException(
                        FaultCode.NOT_FOUND,
                        "No inspection data of node " + node.uuid() + " could be found. Inspect the node first."));
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeFieldName("inventory");
            JsonOut.value(out, found.inventory());
            out.writeFieldName("plugin_data");
            JsonOut.value(out, found.pluginData());
            out.writeEndObject();
        });
    }

    /** Children that the caller may not see are left out. */
    private Answer children(Request request) {
        var node = calls.node(request);
        var query = new NodeQuery(
                List.of(new NodeFilter.Equals(NodeFields.PARENT_NODE, node.uuid())),
                Set.of(NodeFields.OWNER, NodeFields.LESSEE),
                NodeFields.ID,
                false,
                null,
                0);
        var children = new ArrayList<UUID>();
        nodes.stream(query, child -> {
            if (request.may("baremetal:node:get", NodeFinder.targetOf(child))) {
                children.add(child.uuid());
            }
        });
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeFieldName("children");
            JsonOut.value(out, children);
            out.writeFieldName("links");
            Links.one(out, "children", request.baseUrl() + "/v1/nodes/" + node.uuid() + "/children");
            out.writeEndObject();
        });
    }
}
