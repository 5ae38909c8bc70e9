package dev.fettle.rpc.node;

import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import dev.fettle.rpc.Since;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts to put an image into a virtual drive. The reply says the work was accepted.
 *
 * @param deviceType cdrom, disk or floppy
 * @param imageDownloadSource who fetches the image: http (the BMC), local or swift; null when the caller does not say
 */
@Rpc(method = "attach_virtual_media", version = "1.59", repeatable = true)
public record AttachVirtualMedia(
        UUID nodeId,
        String deviceType,
        String imageUrl,
        @Since("1.61") @Nullable String imageDownloadSource) implements RpcRequest<Void> {}
