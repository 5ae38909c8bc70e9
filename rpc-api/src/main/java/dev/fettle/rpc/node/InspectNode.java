package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Starts inspection. */
@Rpc(method = "inspect_hardware", version = "1.24", repeatable = true)
public record InspectNode(UUID nodeId) implements RpcRequest<Void> {}
