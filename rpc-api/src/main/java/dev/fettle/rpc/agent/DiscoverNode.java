package dev.fettle.rpc.agent;

import dev.fettle.model.node.Node;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;

/**
 * Enrolls a machine that no node is known for by the report of its agent. The same machine, known by its MAC addresses, is enrolled once, however
 * often it asks. When this returns node, ports and findings are stored; inspection rules are applied after that.
 *
 * @param nodeId of the node if one is made
 * @param withToken whether the agent is to get a token
 */
@Rpc(method = "discover_node", version = "1.2", namespace = "fettle", repeatable = true)
public record DiscoverNode(
        UUID nodeId, Map<String, Object> inventory, Map<String, Object> pluginData, boolean withToken)
        implements RpcRequest<Node> {}
