package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.UUID;

/** Adds traits, or replaces all. */
@Rpc(method = "add_node_traits", version = "1.44")
public record AddNodeTraits(UUID nodeId, List<String> traits, boolean replace) implements RpcRequest<Void> {}
