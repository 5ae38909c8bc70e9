package dev.fettle.conductor.agent;

import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.conductor.step.Reads;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.Secrets;
import dev.fettle.model.node.Node;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.agent.GetNodeWithToken;

/** Hands the agent token out once; whoever asks again gets it masked ({@code contract/agent.md} section 1). */
public final class GetNodeWithTokenHandler implements RpcHandler<GetNodeWithToken, Node> {
    private final Reads reads;
    private final NodeEdits edits;

    public GetNodeWithTokenHandler(Reads reads, NodeEdits edits) {
        this.reads = reads;
        this.edits = edits;
    }

    @Override
    public Node handle(GetNodeWithToken request, CallContext context) {
        var node = reads.node(request.nodeId());
        if (node.internalText(AgentMemory.TOKEN) != null) {
            return masked(node);
        }
        var token = AgentMemory.newToken();
        var saved = edits.editNow(
                node.uuid(),
                current -> current.internalText(AgentMemory.TOKEN) == null
                        ? current.withInternal(AgentMemory.TOKEN, token)
                        : current);
        return token.equals(saved.internalText(AgentMemory.TOKEN)) ? saved : masked(saved);
    }

    private static Node masked(Node node) {
        return node.withInternal(AgentMemory.TOKEN, Secrets.MASK);
    }
}
