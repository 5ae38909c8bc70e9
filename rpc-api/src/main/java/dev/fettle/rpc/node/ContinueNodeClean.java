package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Goes on with a cleaning that waits. */
@Rpc(method = "continue_node_clean", version = "1.27", cast = true, repeatable = true)
public record ContinueNodeClean(UUID nodeId) implements RpcRequest<Void> {}
