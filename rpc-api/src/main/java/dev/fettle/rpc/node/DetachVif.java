package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Detaches a virtual interface. */
@Rpc(method = "vif_detach", version = "1.38")
public record DetachVif(UUID nodeId, String vifId) implements RpcRequest<Void> {}
