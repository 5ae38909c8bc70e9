package dev.fettle.conductor.node;

import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.NodeDocument;
import dev.fettle.model.patch.PatchOperation;
import dev.fettle.model.patch.PatchRules;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.PatchNode;

/** Applies a JSON patch to the row as it is, so that of many callers none loses an acknowledged write. */
public final class PatchNodeHandler implements RpcHandler<PatchNode, Node> {
    private final NodeEdits edits;
    private final NodeRules rules;

    public PatchNodeHandler(NodeEdits edits, DriverCatalog drivers) {
        this.edits = edits;
        this.rules = new NodeRules(drivers);
    }

    @Override
    public Node handle(PatchNode request, CallContext context) {
        var patch = JsonPatch.of(request.patch());
        PatchRules.NODE.check(patch);
        return edits.edit(request.nodeId(), node -> {
            Revisions.require(node, request.ifRevision());
            return patched(node, patch, request.resetInterfaces());
        });
    }

    private Node patched(Node before, JsonPatch patch, boolean resetInterfaces) {
        if (!releasesInstanceOnly(before, patch)) {
            NodeRules.requireUpdatable(before);
        }
        var document = patch.applyTo(NodeDocument.of(before));
        var changes = NodeDocument.read(document).changesFrom(before.values());
        return rules.updated(before, overlaid(before, changes), resetInterfaces);
    }

    private static Node overlaid(Node before, Values changes) {
        return Node.of(before.values().overlay(changes));
    }

    /** In maintenance exactly this is allowed in every state. */
    private static boolean releasesInstanceOnly(Node node, JsonPatch patch) {
        return node.maintenance()
                && patch.operations().size() == 1
                && patch.operations().getFirst().kind() == PatchOperation.Kind.REMOVE
                && patch.operations().getFirst().wholeField()
                && patch.operations().getFirst().root().equals("instance_uuid");
    }
}
