package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Starts booting the instance of a rescued node again. */
@Rpc(method = "do_node_unrescue", version = "1.43", repeatable = true)
public record UnrescueNode(UUID nodeId) implements RpcRequest<Void> {}
