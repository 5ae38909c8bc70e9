package dev.fettle.conductor.volume;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.PartEdits;
import dev.fettle.db.part.NodeParts;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.VolumeConnectorDocument;
import dev.fettle.model.volume.VolumeConnector;
import dev.fettle.rpc.volume.DestroyVolumeConnector;
import dev.fettle.rpc.volume.PatchVolumeConnector;
import dev.fettle.rpc.volume.UpdateVolumeConnector;
import org.jspecify.annotations.Nullable;

/** Changes and deletes volume connectors. */
public final class VolumeConnectorWrites {
    private static final String UPDATE = "volume connector update";
    private static final String DELETION = "volume connector deletion";

    private final PartEdits edits;

    public VolumeConnectorWrites(NodeParts parts, NodeQueue queue) {
        this.edits = new PartEdits(parts.connectors(), queue);
    }

    public VolumeConnector update(UpdateVolumeConnector request) {
        var sent = request.connector().object();
        var changes = PartEdits.touched(sent.values(), request.connector().fields());
        return new VolumeConnector(edits.edit(sent.uuid(), (node, before) -> {
            VolumeRules.requireOff(node, UPDATE);
            return before.overlay(changes);
        }));
    }

    /** Applies a JSON patch to the volume connector as it is, so that of many callers none loses an acknowledged write. */
    public VolumeConnector patch(PatchVolumeConnector request) {
        var patch = JsonPatch.of(request.patch());
        VolumeConnectorDocument.PATCHES.check(patch);
        return new VolumeConnector(edits.edit(request.connectorId(), (node, before) -> {
            VolumeRules.requireOff(node, UPDATE);
            return VolumeConnectorDocument.RULES.patched(before, patch);
        }));
    }

    public @Nullable Void destroy(DestroyVolumeConnector request) {
        edits.delete(request.connector().uuid(), (node, _) -> VolumeRules.requireDeletable(node, DELETION));
        return null;
    }
}
