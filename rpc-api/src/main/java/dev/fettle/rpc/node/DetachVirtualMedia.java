package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts to empty virtual drives. The reply says the work was accepted.
 *
 * @param deviceTypes cdrom, disk, floppy; null for all
 */
@Rpc(method = "detach_virtual_media", version = "1.59", repeatable = true)
public record DetachVirtualMedia(UUID nodeId, @Nullable List<String> deviceTypes) implements RpcRequest<Void> {}
