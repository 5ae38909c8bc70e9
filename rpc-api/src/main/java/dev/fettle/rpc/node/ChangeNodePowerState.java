package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts a power change. The reply says the work was accepted.
 *
 * @param newState word of a {@link dev.fettle.model.power.PowerTarget}
 * @param timeout seconds; null for the configured limit */
@Rpc(method = "change_node_power_state", version = "1.39", repeatable = true)
public record ChangeNodePowerState(
        UUID nodeId, String newState, @Nullable Integer timeout) implements RpcRequest<Void> {}
