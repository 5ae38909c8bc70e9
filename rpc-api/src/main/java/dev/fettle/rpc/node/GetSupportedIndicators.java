package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists indicators as {@code {component: {name: {readonly, states}}}}.
 *
 * @param component only of this one; null for all
 */
@Rpc(method = "get_supported_indicators", version = "1.50", repeatable = true)
public record GetSupportedIndicators(UUID nodeId, @Nullable String component)
        implements RpcRequest<Map<String, Map<String, Map<String, Object>>>> {}
