package dev.fettle.conductor.node;

import dev.fettle.conductor.step.Reads;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.AttachVif;
import org.jspecify.annotations.Nullable;

/** Attaches a virtual interface by the node's network interface. */
public final class AttachVifHandler implements RpcHandler<AttachVif, Void> {
    private final Reads reads;

    public AttachVifHandler(Reads reads) {
        this.reads = reads;
    }

    @Override
    public @Nullable Void handle(AttachVif request, CallContext context) {
        var task = reads.task(request.nodeId());
        task.driver().network().attachVif(task, request.vifInfo());
        return null;
    }
}
