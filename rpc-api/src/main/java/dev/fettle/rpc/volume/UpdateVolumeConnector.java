package dev.fettle.rpc.volume;

import dev.fettle.model.volume.VolumeConnector;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Saves the touched fields of a volume connector. */
@Rpc(method = "update_volume_connector", version = "1.35")
public record UpdateVolumeConnector(Changed<VolumeConnector> connector) implements RpcRequest<VolumeConnector> {}
