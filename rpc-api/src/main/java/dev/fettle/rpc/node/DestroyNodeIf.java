package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Deletes a node unless somebody changed it since it had that revision. */
@Rpc(method = "destroy_node_if", version = "1.1", namespace = "fettle")
public record DestroyNodeIf(UUID nodeId, Long revision) implements RpcRequest<Void> {}
