package dev.fettle.conductor;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.port.CreatePortHandler;
import dev.fettle.conductor.port.DestroyPortHandler;
import dev.fettle.conductor.port.PatchPortHandler;
import dev.fettle.conductor.port.UpdatePortHandler;
import dev.fettle.conductor.portgroup.PortgroupWrites;
import dev.fettle.conductor.volume.VolumeConnectorWrites;
import dev.fettle.conductor.volume.VolumeTargetWrites;
import dev.fettle.db.part.NodeParts;
import dev.fettle.rpc.RpcHandlers;
import dev.fettle.rpc.port.CreatePort;
import dev.fettle.rpc.port.DestroyPort;
import dev.fettle.rpc.port.PatchPort;
import dev.fettle.rpc.port.UpdatePort;
import dev.fettle.rpc.portgroup.DestroyPortgroup;
import dev.fettle.rpc.portgroup.PatchPortgroup;
import dev.fettle.rpc.portgroup.UpdatePortgroup;
import dev.fettle.rpc.portgroup.UpdatePortgroupPhysicalNetwork;
import dev.fettle.rpc.volume.DestroyVolumeConnector;
import dev.fettle.rpc.volume.DestroyVolumeTarget;
import dev.fettle.rpc.volume.PatchVolumeConnector;
import dev.fettle.rpc.volume.PatchVolumeTarget;
import dev.fettle.rpc.volume.UpdateVolumeConnector;
import dev.fettle.rpc.volume.UpdateVolumeTarget;

/** Who serves the requests about what hangs on nodes. */
final class PartHandlers {
    private PartHandlers() {}

    static RpcHandlers add(RpcHandlers handlers, NodeParts parts, NodeQueue queue) {
        var portgroups = new PortgroupWrites(parts, queue);
        var connectors = new VolumeConnectorWrites(parts, queue);
        var targets = new VolumeTargetWrites(parts, queue);
        return handlers.on(CreatePort.class, new CreatePortHandler(parts))
                .on(UpdatePort.class, new UpdatePortHandler(parts, queue))
                .on(PatchPort.class, new PatchPortHandler(parts, queue))
                .on(DestroyPort.class, new DestroyPortHandler(parts, queue))
                .on(UpdatePortgroup.class, (request, _) -> portgroups.update(request))
                .on(PatchPortgroup.class, (request, _) -> portgroups.patch(request))
                .on(UpdatePortgroupPhysicalNetwork.class, (request, _) -> portgroups.updatePhysicalNetwork(request))
                .on(DestroyPortgroup.class, (request, _) -> portgroups.destroy(request))
                .on(UpdateVolumeConnector.class, (request, _) -> connectors.update(request))
                .on(PatchVolumeConnector.class, (request, _) -> connectors.patch(request))
                .on(DestroyVolumeConnector.class, (request, _) -> connectors.destroy(request))
                .on(UpdateVolumeTarget.class, (request, _) -> targets.update(request))
                .on(PatchVolumeTarget.class, (request, _) -> targets.patch(request))
                .on(DestroyVolumeTarget.class, (request, _) -> targets.destroy(request));
    }
}
