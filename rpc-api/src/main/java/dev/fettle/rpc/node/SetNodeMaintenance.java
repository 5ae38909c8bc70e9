package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns maintenance on with a reason, or off together with reason and fault. */
@Rpc(method = "set_node_maintenance", version = "1.0", namespace = "fettle", repeatable = true)
public record SetNodeMaintenance(
        UUID nodeId, boolean maintenance, @Nullable String reason) implements RpcRequest<Void> {}
