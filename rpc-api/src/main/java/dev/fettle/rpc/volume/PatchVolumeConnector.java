package dev.fettle.rpc.volume;

import dev.fettle.model.volume.VolumeConnector;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Applies a JSON patch to the volume connector as it is under the lock of its node, so that no concurrent change is lost. */
@Rpc(method = "patch_volume_connector", version = "1.0", namespace = "fettle")
public record PatchVolumeConnector(UUID connectorId, List<Map<String, Object>> patch)
        implements RpcRequest<VolumeConnector> {}
