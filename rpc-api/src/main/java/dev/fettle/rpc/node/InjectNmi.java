package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.UUID;

/** Sends the machine a non-maskable interrupt; it has got it when the reply comes. */
@Rpc(method = "inject_nmi", version = "1.40")
public record InjectNmi(UUID nodeId) implements RpcRequest<Void> {}
