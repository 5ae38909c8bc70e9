package dev.fettle.rpc.portgroup;

import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Applies a JSON patch to the portgroup as it is under the lock of its node, so that no concurrent change is lost. */
@Rpc(method = "patch_portgroup", version = "1.0", namespace = "fettle")
public record PatchPortgroup(UUID portgroupId, List<Map<String, Object>> patch) implements RpcRequest<Portgroup> {}
