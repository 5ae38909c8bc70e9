package dev.fettle.gateway.allocation;

import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeQuery;
import dev.fettle.db.node.NodeStore;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.http.Request;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.Idents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes that the body or the query of a request for allocations names. One that may not be seen is as good as none: 400. */
final class VisibleNodes {
    private final NodeStore store;
    private final NodeFinder finder;

    VisibleNodes(NodeStore store, NodeFinder finder) {
        this.store = store;
        this.finder = finder;
    }

    /** @throws RuntimeException 400 when there is none that the caller may see */
    Node find(Request request, String ident) {
        try {
            return finder.visibleArgument(request, ident);
        } catch (FaultException e) {
            throw e.withStatus(400);
        }
    }

    /**
     * Their uuids, in the order of the idents. One statement for any number.
     *
     * @throws RuntimeException 400 that names the first that there is not
     */
    List<String> uuids(Request request, List<String> idents) {
        if (idents.isEmpty()) {
            return List.of();
        }
        var byIdent = visible(request, idents);
        return idents.stream()
                .map(ident -> {
                    var uuid =
                            byIdent.get(Idents.uuid(ident).map(Object::toString).orElse(ident));
                    if (uuid == null) {
                        throw unknown(ident);
                    }
                    return uuid;
                })
                .toList();
    }

    private Map<String, String> visible(Request request, List<String> idents) {
        var uuids =
                idents.stream().flatMap(ident -> Idents.uuid(ident).stream()).toList();
        var names =
                idents.stream().filter(ident -> Idents.uuid(ident).isEmpty()).toList();
        var query = new NodeQuery(
                List.of(new NodeFilter.AnyOf(
                        List.of(new NodeFilter.In(NodeFields.UUID, uuids), new NodeFilter.In(NodeFields.NAME, names)))),
                Set.of(NodeFields.NAME, NodeFields.OWNER, NodeFields.LESSEE),
                NodeFields.ID,
                false,
                null,
                0);
        var byIdent = new HashMap<String, String>();
        for (var node : store.list(query)) {
            if (visible(request, node)) {
                var uuid = node.uuid().toString();
                byIdent.put(uuid, uuid);
                var name = node.get(NodeFields.NAME);
                if (name != null) {
                    byIdent.put(name, uuid);
                }
            }
        }
        return byIdent;
    }

    private static boolean visible(Request request, Node node) {
        return request.may("baremetal:node:get", NodeFinder.targetOf(node));
    }

    private static FaultException unknown(String ident) {
        return NodeFinder.notFound(ident).withStatus(400);
    }
}
