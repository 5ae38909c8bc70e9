package dev.fettle.conductor.provision;

import dev.fettle.conductor.step.Waker;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.ContinueNodeService;
import org.jspecify.annotations.Nullable;

/** Looks again at a servicing that waits. */
public final class ContinueNodeServiceHandler implements RpcHandler<ContinueNodeService, Void> {
    private final Waker waker;

    public ContinueNodeServiceHandler(Waker waker) {
        this.waker = waker;
    }

    @Override
    public @Nullable Void handle(ContinueNodeService request, CallContext context) {
        waker.wake(request.nodeId(), ProvisionState.SERVICE_WAIT);
        return null;
    }
}
