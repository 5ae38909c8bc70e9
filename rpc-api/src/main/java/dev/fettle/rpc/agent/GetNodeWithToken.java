package dev.fettle.rpc.agent;

import dev.fettle.model.node.Node;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** The node with its agent token: in clear the first time, masked afterwards. */
@Rpc(method = "get_node_with_token", version = "1.49")
public record GetNodeWithToken(UUID nodeId) implements RpcRequest<Node> {}
