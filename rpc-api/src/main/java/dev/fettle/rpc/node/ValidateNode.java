package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;

/** Asks every driver interface whether it could work; {@code {kind: {result, reason}}}. */
@Rpc(method = "validate_driver_interfaces", version = "1.5", repeatable = true)
public record ValidateNode(UUID nodeId) implements RpcRequest<Map<String, Map<String, Object>>> {}
