package dev.fettle.rpc.port;

import dev.fettle.model.port.Port;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Applies a JSON patch to the port as it is under the lock of its node, so that no concurrent change is lost. */
@Rpc(method = "patch_port", version = "1.0", namespace = "fettle")
public record PatchPort(UUID portId, List<Map<String, Object>> patch) implements RpcRequest<Port> {}
