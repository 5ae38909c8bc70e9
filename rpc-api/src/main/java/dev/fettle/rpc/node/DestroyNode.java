package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Deletes a node and all that hangs on it. */
@Rpc(method = "destroy_node", version = "1.9")
public record DestroyNode(UUID nodeId) implements RpcRequest<Void> {}
