package dev.fettle.rpc.planted;

import dev.fettle.rpc.RpcRequest;

/** Planted: breaks "requests are records". */
public final class RequestThatIsNoRecord implements RpcRequest<Void> {}
