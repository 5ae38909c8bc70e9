package dev.fettle.conductor.node;

import dev.fettle.conductor.driver.NewNodes;
import dev.fettle.db.node.NodeStore;
import dev.fettle.model.node.Node;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.CreateNode;

/** Enrols a node: defaults, interfaces, the row. */
public final class CreateNodeHandler implements RpcHandler<CreateNode, Node> {
    private final NodeStore nodes;
    private final NewNodes newNodes;

    public CreateNodeHandler(NodeStore nodes, NewNodes newNodes) {
        this.nodes = nodes;
        this.newNodes = newNodes;
    }

    @Override
    public Node handle(CreateNode request, CallContext context) {
        return nodes.insert(newNodes.complete(request.nodeObj().values()));
    }
}
