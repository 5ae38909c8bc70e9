package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Sets an indicator; it is set when the reply comes. */
@Rpc(method = "set_indicator_state", version = "1.50", repeatable = true)
public record SetIndicatorState(UUID nodeId, String component, String indicator, String state)
        implements RpcRequest<Void> {}
