package dev.fettle.rpc.agent;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;

/**
 * Hands over what the agent found while the node was in {@code inspect wait}. When this returns the findings are stored; the inspection goes on
 * by itself.
 *
 * @param pluginData what came along with the inventory
 */
@Rpc(method = "continue_inspection", version = "1.56", repeatable = true)
public record ContinueInspection(UUID nodeId, Map<String, Object> inventory, Map<String, Object> pluginData)
        implements RpcRequest<Void> {}
