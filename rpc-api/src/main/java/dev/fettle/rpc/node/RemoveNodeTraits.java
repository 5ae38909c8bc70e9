package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Removes traits; null removes all. */
@Rpc(method = "remove_node_traits", version = "1.44")
public record RemoveNodeTraits(UUID nodeId, @Nullable List<String> traits) implements RpcRequest<Void> {}
