package dev.fettle.rpc.port;

import dev.fettle.model.port.Port;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Deletes a port. */
@Rpc(method = "destroy_port", version = "1.25")
public record DestroyPort(Port port) implements RpcRequest<Void> {}
