package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Starts a change of the boot mode, {@code bios} or {@code uefi}. The reply says the work was accepted. */
@Rpc(method = "change_node_boot_mode", version = "1.55", repeatable = true)
public record ChangeNodeBootMode(UUID nodeId, String newState) implements RpcRequest<Void> {}
