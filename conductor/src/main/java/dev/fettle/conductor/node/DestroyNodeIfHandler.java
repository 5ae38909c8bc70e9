package dev.fettle.conductor.node;

import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.DestroyNodeIf;
import org.jspecify.annotations.Nullable;

/** Deletes a node that is as its caller has seen it. */
public final class DestroyNodeIfHandler implements RpcHandler<DestroyNodeIf, Void> {
    private final DestroyNodeHandler destroy;

    public DestroyNodeIfHandler(DestroyNodeHandler destroy) {
        this.destroy = destroy;
    }

    @Override
    public @Nullable Void handle(DestroyNodeIf request, CallContext context) {
        destroy.destroy(request.nodeId(), request.revision());
        return null;
    }
}
