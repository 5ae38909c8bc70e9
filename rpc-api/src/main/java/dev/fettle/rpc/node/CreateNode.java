package dev.fettle.rpc.node;

import dev.fettle.model.node.Node;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Enrols a node: fills interface defaults, checks them, stores it. */
@Rpc(method = "create_node", version = "1.36")
public record CreateNode(Node nodeObj) implements RpcRequest<Node> {}
