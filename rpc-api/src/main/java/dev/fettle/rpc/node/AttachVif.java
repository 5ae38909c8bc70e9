package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;

/** Attaches a virtual interface; {@code vifInfo} holds at least {@code id}. */
@Rpc(method = "vif_attach", version = "1.38")
public record AttachVif(UUID nodeId, Map<String, Object> vifInfo) implements RpcRequest<Void> {}
