package dev.fettle.conductor.port;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.PartEdits;
import dev.fettle.db.part.NodeParts;
import dev.fettle.model.port.Port;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.port.UpdatePort;

/** Saves the touched fields of a port. */
public final class UpdatePortHandler implements RpcHandler<UpdatePort, Port> {
    private final PortEdits edits;

    public UpdatePortHandler(NodeParts parts, NodeQueue queue) {
        this.edits = new PortEdits(parts, queue);
    }

    @Override
    public Port handle(UpdatePort request, CallContext context) {
        var sent = request.portObj().object();
        var changes = PartEdits.touched(sent.values(), request.portObj().fields());
        return edits.edit(sent.uuid(), _ -> changes);
    }
}
