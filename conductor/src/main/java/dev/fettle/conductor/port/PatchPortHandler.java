package dev.fettle.conductor.port;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.db.part.NodeParts;
import dev.fettle.model.field.Values;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.PatchRules;
import dev.fettle.model.patch.PortDocument;
import dev.fettle.model.port.Port;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.port.PatchPort;

/** Applies a JSON patch to the port as it is, so that of many callers none loses an acknowledged write. */
public final class PatchPortHandler implements RpcHandler<PatchPort, Port> {
    private final PortEdits edits;

    public PatchPortHandler(NodeParts parts, NodeQueue queue) {
        this.edits = new PortEdits(parts, queue);
    }

    @Override
    public Port handle(PatchPort request, CallContext context) {
        var patch = JsonPatch.of(request.patch());
        PatchRules.PORT.check(patch);
        return edits.edit(request.portId(), port -> changes(port, patch));
    }

    private static Values changes(Port port, JsonPatch patch) {
        return PortDocument.patched(port, patch).changesFrom(port.values());
    }
}
