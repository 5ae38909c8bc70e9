package dev.fettle.conductor.provision;

import dev.fettle.conductor.step.Waker;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.ContinueNodeDeploy;
import org.jspecify.annotations.Nullable;

/** Looks again at a deploy that waits. */
public final class ContinueNodeDeployHandler implements RpcHandler<ContinueNodeDeploy, Void> {
    private final Waker waker;

    public ContinueNodeDeployHandler(Waker waker) {
        this.waker = waker;
    }

    @Override
    public @Nullable Void handle(ContinueNodeDeploy request, CallContext context) {
        waker.wake(request.nodeId(), ProvisionState.DEPLOY_WAIT);
        return null;
    }
}
