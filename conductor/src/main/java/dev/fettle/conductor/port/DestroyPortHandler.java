package dev.fettle.conductor.port;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.db.part.NodeParts;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.port.DestroyPort;
import org.jspecify.annotations.Nullable;

/** Deletes a port. */
public final class DestroyPortHandler implements RpcHandler<DestroyPort, Void> {
    private final PortEdits edits;

    public DestroyPortHandler(NodeParts parts, NodeQueue queue) {
        this.edits = new PortEdits(parts, queue);
    }

    @Override
    public @Nullable Void handle(DestroyPort request, CallContext context) {
        edits.delete(request.port().uuid());
        return null;
    }
}
