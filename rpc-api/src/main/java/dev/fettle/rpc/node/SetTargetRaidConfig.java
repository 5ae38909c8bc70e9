package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;

/** Stores the RAID configuration that the next cleaning is to make; an empty one is not checked. */
@Rpc(method = "set_target_raid_config", version = "1.30", repeatable = true)
public record SetTargetRaidConfig(UUID nodeId, Map<String, Object> targetRaidConfig) implements RpcRequest<Void> {}
