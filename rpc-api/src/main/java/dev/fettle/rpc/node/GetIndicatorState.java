package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Reads an indicator: {@code on}, {@code off}, {@code blinking} or {@code unknown}. */
@Rpc(method = "get_indicator_state", version = "1.50", repeatable = true)
public record GetIndicatorState(UUID nodeId, String component, String indicator) implements RpcRequest<String> {}
