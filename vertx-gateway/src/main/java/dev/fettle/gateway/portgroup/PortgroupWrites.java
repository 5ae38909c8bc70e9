package dev.fettle.gateway.portgroup;

import dev.fettle.db.part.NodePartStore;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.part.PartAccess;
import dev.fettle.gateway.part.PartFinder;
import dev.fettle.gateway.part.PartWrites;
import dev.fettle.gateway.resource.ResourceDocument;
import dev.fettle.http.Request;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.PortgroupDocument;
import dev.fettle.model.portgroup.Portgroup;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.portgroup.DestroyPortgroup;
import dev.fettle.rpc.portgroup.PatchPortgroup;
import java.util.Set;

/** Checks of POST, PATCH and DELETE of a portgroup that the edge can make. */
final class PortgroupWrites {
    private static final int INSPECTING_CONFLICT_SINCE = 39;

    /** Fields that a patch may name only from their version on; the others came without such a gate. */
    private static final Set<String> GATED = Set.of("mode", "properties");

    private static final ResourceDocument DOCUMENT = new ResourceDocument(
            PortgroupFieldTable.TAKEN, PortgroupDocument.RULES, PortgroupDocument.PATCHES, Set.of("node_uuid"));

    private final PartWrites<Portgroup> writes;
    private final String defaultMode;

    PortgroupWrites(NodePartStore store, PartAccess access, Conductors conductors, String defaultMode) {
        this.writes = new PartWrites<>(
                store,
                access,
                DOCUMENT,
                conductors,
                new PartWrites.Calls<>(
                        PatchPortgroup::new, Portgroup::values, group -> new DestroyPortgroup(new Portgroup(group))));
        this.defaultMode = defaultMode;
    }

    Values create(Request request) {
        return writes.create(
                request,
                group -> group.getOrNull(PortgroupFields.MODE) == null
                        ? group.with(PortgroupFields.MODE, defaultMode)
                        : group);
    }

    /** The patch of the body; before the portgroup is looked up. */
    JsonPatch read(Request request) {
        var patch = DOCUMENT.patch(request);
        for (var operation : patch.operations()) {
            if (GATED.contains(operation.root())) {
                PortgroupFieldTable.FIELDS
                        .find(operation.root())
                        .ifPresent(field -> FieldSet.gate(field, request.version()));
            }
        }
        return patch;
    }

    Values patch(Request request, PartFinder.Found found, JsonPatch patch) {
        var state = found.node().provisionState();
        if (state == ProvisionState.INSPECTING && request.version().atLeast(INSPECTING_CONFLICT_SINCE)) {
            throw new FaultException(
                    FaultCode.CONFLICT,
                    "Cannot update portgroup \"%s\" while its node is in state \"%s\"."
                            .formatted(found.part().get(PortgroupFields.UUID), state.word()));
        }
        return writes.patch(request, found, patch);
    }

    void delete(Request request, PartFinder.Found found) {
        writes.delete(request, found);
    }
}
