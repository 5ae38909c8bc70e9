package dev.fettle.rpc.port;

import dev.fettle.model.port.Port;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Stores a port after checking it against its node. */
@Rpc(method = "create_port", version = "1.41")
public record CreatePort(Port portObj) implements RpcRequest<Port> {}
