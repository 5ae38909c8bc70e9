package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Starts to switch the console on or off. The reply says the work was accepted; nothing is done when it is so already. */
@Rpc(method = "set_console_mode", version = "1.11", repeatable = true)
public record SetConsoleMode(UUID nodeId, boolean enabled) implements RpcRequest<Void> {}
