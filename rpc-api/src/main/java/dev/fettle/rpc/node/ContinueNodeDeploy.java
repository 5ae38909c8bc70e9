package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Goes on with a deploy that waits. */
@Rpc(method = "continue_node_deploy", version = "1.45", cast = true, repeatable = true)
public record ContinueNodeDeploy(UUID nodeId) implements RpcRequest<Void> {}
