package dev.fettle.rpc.volume;

import dev.fettle.model.volume.VolumeTarget;
import dev.fettle.rpc.Changed;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Saves the touched fields of a volume target. */
@Rpc(method = "update_volume_target", version = "1.37")
public record UpdateVolumeTarget(Changed<VolumeTarget> target) implements RpcRequest<VolumeTarget> {}
