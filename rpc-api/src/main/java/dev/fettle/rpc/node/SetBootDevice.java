package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Sets the device to boot from next. */
@Rpc(method = "set_boot_device", version = "1.17")
public record SetBootDevice(UUID nodeId, String device, boolean persistent) implements RpcRequest<Void> {}
