package dev.fettle.rpc.volume;

import dev.fettle.model.volume.VolumeTarget;
import dev.fettle.rpc.Rpc;
import dev.fettle.rpc.RpcRequest;

/** Deletes a volume target. */
@Rpc(method = "destroy_volume_target", version = "1.37")
public record DestroyVolumeTarget(VolumeTarget target) implements RpcRequest<Void> {}
