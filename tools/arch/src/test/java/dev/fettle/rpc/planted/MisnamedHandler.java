package dev.fettle.rpc.planted;

import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;

/** Planted: breaks "handlers carry the name of their request". */
public final class MisnamedHandler implements RpcHandler<RequestThatIsNoRecord, Void> {
    @Override
    public Void handle(RequestThatIsNoRecord request, CallContext context) {
        return null;
    }
}
