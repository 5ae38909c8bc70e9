package dev.fettle.rpc.driver;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;

/** What a logical disk of a RAID configuration may say: {property: explanation}. */
@Rpc(method = "get_raid_logical_disk_properties", version = "1.30", repeatable = true)
public record GetRaidLogicalDiskProperties(String driverName) implements RpcRequest<Map<String, String>> {}
