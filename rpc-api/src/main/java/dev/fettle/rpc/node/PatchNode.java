package dev.fettle.rpc.node;

import dev.fettle.model.node.Node;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Applies a JSON patch to the row as it is under the lock, so that no concurrent change is lost ({@code contract/rpc.md} section 12). */
@Rpc(method = "patch_node", version = "1.0", namespace = "fettle")
public record PatchNode(UUID nodeId, List<Map<String, Object>> patch, boolean resetInterfaces)
        implements RpcRequest<Node> {}
