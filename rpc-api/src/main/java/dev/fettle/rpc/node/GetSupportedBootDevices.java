package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.UUID;

/** Lists the boot devices that the node can be given. */
@Rpc(method = "get_supported_boot_devices", version = "1.17", repeatable = true)
public record GetSupportedBootDevices(UUID nodeId) implements RpcRequest<List<String>> {}
