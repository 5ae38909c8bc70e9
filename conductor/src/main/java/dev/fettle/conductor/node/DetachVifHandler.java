package dev.fettle.conductor.node;

import dev.fettle.conductor.step.Reads;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.DetachVif;
import org.jspecify.annotations.Nullable;

/** Detaches a virtual interface by the node's network interface. */
public final class DetachVifHandler implements RpcHandler<DetachVif, Void> {
    private final Reads reads;

    public DetachVifHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public @Nullable Void handle(DetachVif request, CallContext context) {
        var task = reads.task(request.nodeId());
        task.driver().network().detachVif(task, request.vifId());
        return null;
    }
}
