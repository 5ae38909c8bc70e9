package dev.fettle.conductor.volume;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.PartEdits;
import dev.fettle.db.part.NodeParts;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.VolumeTargetDocument;
import dev.fettle.model.volume.VolumeTarget;
import dev.fettle.rpc.volume.DestroyVolumeTarget;
import dev.fettle.rpc.volume.PatchVolumeTarget;
import dev.fettle.rpc.volume.UpdateVolumeTarget;
import org.jspecify.annotations.Nullable;

/** Changes and deletes volume targets. */
public final class VolumeTargetWrites {
    private static final String UPDATE = "volume target update";
    private static final String DELETION = "volume target deletion";

    private final PartEdits edits;

    public VolumeTargetWrites(NodeParts parts, NodeQueue queue) {
        this.edits = new PartEdits(parts.targets(), queue);
    }

    public VolumeTarget update(UpdateVolumeTarget request) {
        var sent = request.target().object();
        var changes = PartEdits.touched(sent.values(), request.target().fields());
        return new VolumeTarget(edits.edit(sent.uuid(), (node, before) -> {
            VolumeRules.requireOff(node, UPDATE);
            return before.overlay(changes);
        }));
    }

    /** Applies a JSON patch to the volume target as it is, so that of many callers none loses an acknowledged write. */
    public VolumeTarget patch(PatchVolumeTarget request) {
        var patch = JsonPatch.of(request.patch());
        VolumeTargetDocument.PATCHES.check(patch);
        return new VolumeTarget(edits.edit(request.targetId(), (node, before) -> {
            VolumeRules.requireOff(node, UPDATE);
            return VolumeTargetDocument.RULES.patched(before, patch);
        }));
    }

    public @Nullable Void destroy(DestroyVolumeTarget request) {
        edits.delete(request.target().uuid(), (node, _) -> VolumeRules.requireDeletable(node, DELETION));
        return null;
    }
}
