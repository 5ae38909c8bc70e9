package dev.fettle.conductor.provision;

import dev.fettle.conductor.step.Waker;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.ContinueNodeClean;
import org.jspecify.annotations.Nullable;

/** Looks again at a cleaning that waits. */
public final class ContinueNodeCleanHandler implements RpcHandler<ContinueNodeClean, Void> {
    private final Waker waker;

    public ContinueNodeCleanHandler(Waker waker) {
        this.waker = waker;
    }

    @Override
    public @Nullable Void handle(ContinueNodeClean request, CallContext context) {
        waker.wake(request.nodeId(), ProvisionState.CLEAN_WAIT);
        return null;
    }
}
