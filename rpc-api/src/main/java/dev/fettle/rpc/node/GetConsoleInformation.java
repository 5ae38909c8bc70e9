package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.Map;
import java.util.UUID;

/** Tells how to reach the console, as {@code {type, url}}; fails with {@code NODE_CONSOLE_NOT_ENABLED} while it is off. */
@Rpc(method = "get_console_information", version = "1.11", repeatable = true)
public record GetConsoleInformation(UUID nodeId) implements RpcRequest<Map<String, Object>> {}
