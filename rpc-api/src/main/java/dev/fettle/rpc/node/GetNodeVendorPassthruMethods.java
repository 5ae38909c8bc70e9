package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;

/** Lists the methods of the vendor interface: {method: what is known of it}. */
@Rpc(method = "get_node_vendor_passthru_methods", version = "1.21", repeatable = true)
public record GetNodeVendorPassthruMethods(UUID nodeId) implements RpcRequest<Map<String, Map<String, Object>>> {}
