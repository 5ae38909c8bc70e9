package dev.fettle.rpc.port;

import dev.fettle.model.port.Port;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Saves the touched fields of a port. */
@Rpc(method = "update_port", version = "1.13")
public record UpdatePort(Changed<Port> portObj) implements RpcRequest<Port> {}
