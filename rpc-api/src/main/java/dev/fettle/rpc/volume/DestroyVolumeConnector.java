package dev.fettle.rpc.volume;

import dev.fettle.model.volume.VolumeConnector;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Deletes a volume connector. */
@Rpc(method = "destroy_volume_connector", version = "1.35")
public record DestroyVolumeConnector(VolumeConnector connector) implements RpcRequest<Void> {}
