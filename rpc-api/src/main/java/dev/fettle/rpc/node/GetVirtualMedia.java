package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lists the virtual drives as {@code {media_types, inserted, image}}. */
@Rpc(method = "get_virtual_media", version = "1.61", repeatable = true)
public record GetVirtualMedia(UUID nodeId) implements RpcRequest<List<Map<String, Object>>> {}
