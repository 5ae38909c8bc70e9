package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Starts to switch secure boot on or off. The reply says the work was accepted. */
@Rpc(method = "change_node_secure_boot", version = "1.55", repeatable = true)
public record ChangeNodeSecureBoot(UUID nodeId, boolean newState) implements RpcRequest<Void> {}
