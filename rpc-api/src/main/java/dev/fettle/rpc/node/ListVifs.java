package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lists attached virtual interfaces as {@code {id}}. */
@Rpc(method = "vif_list", version = "1.38", repeatable = true)
public record ListVifs(UUID nodeId) implements RpcRequest<List<Map<String, Object>>> {}
