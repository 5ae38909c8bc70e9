package dev.fettle.rpc.node;

import dev.fettle.model.node.Node;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Applies a JSON patch to the row as it is under the lock, so that no concurrent change is lost ({@code contract/rpc.md} section 12); refused when the row has another revision than the given one. */
@Rpc(method = "patch_node", version = "1.1", namespace = "fettle")
public record PatchNode(
        UUID nodeId,
        List<Map<String, Object>> patch,
        boolean resetInterfaces,
        @Nullable Long ifRevision) implements RpcRequest<Node> {}
