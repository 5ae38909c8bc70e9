package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Goes on with a servicing that waits. */
@Rpc(method = "continue_node_service", version = "1.60", cast = true, repeatable = true)
public record ContinueNodeService(UUID nodeId) implements RpcRequest<Void> {}
