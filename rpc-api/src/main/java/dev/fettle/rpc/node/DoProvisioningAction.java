package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Starts a verb that needs no more than its name: manage, provide, adopt, abort, unhold. */
@Rpc(method = "do_provisioning_action", version = "1.23", repeatable = true)
public record DoProvisioningAction(UUID nodeId, String action) implements RpcRequest<Void> {}
