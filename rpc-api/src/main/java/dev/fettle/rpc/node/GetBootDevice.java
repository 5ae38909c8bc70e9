package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;

/** Reads {@code {boot_device, persistent}} from the machine. */
@Rpc(method = "get_boot_device", version = "1.17", repeatable = true)
public record GetBootDevice(UUID nodeId) implements RpcRequest<Map<String, Object>> {}
