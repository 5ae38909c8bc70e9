package dev.fettle.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Serves one kind of request. Runs on a virtual thread of its own and may block. Whatever it promises must be durable when it returns:
 * the message is acknowledged after that.
 */
@FunctionalInterface
public interface RpcHandler<Q extends RpcRequest<R>, R> {

    /** @throws dev.fettle.model.FaultException which the caller gets as it is; anything else reaches it as an internal error */
    @Nullable
    R handle(Q request, CallContext context);
}
