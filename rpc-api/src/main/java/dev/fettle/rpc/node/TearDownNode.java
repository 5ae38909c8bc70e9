package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Starts taking the instance off a node; cleaning follows. */
@Rpc(method = "do_node_tear_down", version = "1.6", repeatable = true)
public record TearDownNode(UUID nodeId) implements RpcRequest<Void> {}
