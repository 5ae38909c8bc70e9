package dev.fettle.conductor.portgroup;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.PartEdits;
import dev.fettle.db.part.LockedNode;
import dev.fettle.db.part.NodeParts;
import dev.fettle.model.field.Values;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.PortgroupDocument;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.rpc.portgroup.DestroyPortgroup;
import dev.fettle.rpc.portgroup.PatchPortgroup;
import dev.fettle.rpc.portgroup.UpdatePortgroup;
import dev.fettle.rpc.portgroup.UpdatePortgroupPhysicalNetwork;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes and deletes portgroups. The physical network of a portgroup is that of its ports: a new one is written to them too. */
public final class PortgroupWrites {
    private final NodeParts parts;
    private final PartEdits edits;

    public PortgroupWrites(NodeParts parts, NodeQueue queue) {
        this.parts = parts;
        this.edits = new PartEdits(parts.portgroups(), queue);
    }

    public Portgroup update(UpdatePortgroup request) {
        var sent = request.portgroupObj().object();
        var changes = PartEdits.touched(sent.values(), request.portgroupObj().fields());
        return edit(sent.uuid(), before -> before.overlay(changes));
    }

    /** Applies a JSON patch to the portgroup as it is, so that of many callers none loses an acknowledged write. */
    public Portgroup patch(PatchPortgroup request) {
        var patch = JsonPatch.of(request.patch());
        PortgroupDocument.PATCHES.check(patch);
        return edit(request.portgroupId(), before -> PortgroupDocument.RULES.patched(before, patch));
    }

    public Portgroup updatePhysicalNetwork(UpdatePortgroupPhysicalNetwork request) {
        return edit(
                request.portgroup().uuid(),
                before -> before.with(PortgroupFields.PHYSICAL_NETWORK, request.newPhysicalNetwork()));
    }

    public @Nullable Void destroy(DestroyPortgroup request) {
        edits.delete(request.portgroup().uuid(), (_, _) -> {});
        return null;
    }

    private Portgroup edit(UUID uuid, UnaryOperator<Values> change) {
        return new Portgroup(edits.edit(uuid, (node, before) -> {
            var after = change.apply(before);
            if (!after.changesFrom(before).isEmpty()) {
                var members = members(node, before);
                PortgroupRules.requireAllowed(node.node(), before, after, members);
                takeAlong(node, before, after, members);
            }
            return after;
        }));
    }

    private List<Values> members(LockedNode node, Values group) {
        return node.parts(parts.ports()).stream()
                .filter(port -> Objects.equals(port.get(PortFields.PORTGROUP_ID), group.get(PortgroupFields.ID)))
                .toList();
    }

    private void takeAlong(LockedNode node, Values before, Values after, List<Values> members) {
        var network = after.get(PortgroupFields.PHYSICAL_NETWORK);
        if (!Objects.equals(network, before.get(PortgroupFields.PHYSICAL_NETWORK))) {
            members.forEach(port -> node.save(parts.ports(), port, port.with(PortFields.PHYSICAL_NETWORK, network)));
        }
    }
}
