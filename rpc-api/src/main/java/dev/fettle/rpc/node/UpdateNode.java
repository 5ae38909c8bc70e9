package dev.fettle.rpc.node;

import dev.fettle.model.node.Node;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Saves the touched fields of a whole node; refuses an object that is older than the row (Conflict). */
@Rpc(method = "update_node", version = "1.1")
public record UpdateNode(Changed<Node> nodeObj, boolean resetInterfaces) implements RpcRequest<Node> {}
