package dev.fettle.gateway.port;

import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.PatchBody;
import dev.fettle.gateway.node.ParentNodes;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Request;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.PatchOperation;
import dev.fettle.model.patch.PatchRules;
import dev.fettle.model.patch.PortDocument;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.port.CreatePort;
import dev.fettle.rpc.port.DestroyPort;
import dev.fettle.rpc.port.PatchPort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks of POST, PATCH and DELETE of a port that the edge can make. */
final class PortWrites {
    private static final int INSPECTING_CONFLICT_SINCE = 39;
    private static final int NETWORK_TYPE_SINCE = 64;
    private static final int ESCAPES_SINCE = 98;

    /** Fields that a patch may name only from their version on, even to remove them. */
    private static final Set<String> GATED =
            Set.of("pxe_enabled", "local_link_connection", "portgroup_uuid", "physical_network", "is_smartnic");

    private final PortFinder finder;
    private final ParentNodes parents;
    private final Conductors conductors;

    PortWrites(PortFinder finder, ParentNodes parents, Conductors conductors) {
        this.finder = finder;
        this.parents = parents;
        this.conductors = conductors;
    }

    /** @return the port as the conductor stored it */
    Port create(Request request) {
        var body = new LinkedHashMap<>(request.object("port"));
        PortFieldTable.FIELDS.checkCreate(body, request.version(), false);
        checkLink(body.get("local_link_connection"), request.version());
        if (body.get("address") == null) {
            throw PortDocument.RULES.refused("'address' is a required property");
        }
        var node = parents.forCreate(request, body);
        body.remove("node_ident");
        body.put("node_uuid", node.uuid().toString());
        body.entrySet().removeIf(entry -> entry.getValue() == null);
        body.putIfAbsent("uuid", UUID.randomUUID().toString());
        body.putIfAbsent("pxe_enabled", true);
        body.putIfAbsent("is_smartnic", false);
        body.putIfAbsent("available_for_dynamic_portgroup", true);
        body.putIfAbsent("extra", Map.of());
        body.putIfAbsent("local_link_connection", Map.of());
        var port = new Port(PortDocument.read(body));
        return Objects.requireNonNull(conductors.call(node, new CreatePort(port), request.context()));
    }

    /** @return the port as it is after the patch */
    Port patch(Request request) {
        var version = request.version();
        var patch = JsonPatch.parse(request.json(), version.atLeast(ESCAPES_SINCE));
        patch.operations().forEach(operation -> checkOperation(operation, version));
        var found = finder.byIdent(request);
        var port = found.port();
        PatchRules.PORT.check(patch);
        var node = found.node();
        if (node.provisionState() == ProvisionState.INSPECTING && version.atLeast(INSPECTING_CONFLICT_SINCE)) {
            throw new FaultException(
                    FaultCode.CONFLICT,
                    "Cannot update port \"%s\" while its node is in state \"%s\"."
                            .formatted(port.uuid(), node.provisionState().word()));
        }
        var after = PortDocument.patched(port, patch);
        if (patch.operations().stream().anyMatch(operation -> operation.root().equals("local_link_connection"))) {
            checkLink(after.getOrNull(PortFields.LOCAL_LINK_CONNECTION), version);
        }
        var changes = after.changesFrom(port.values());
        if (changes.has(PortFields.NODE_UUID)) {
            parents.forMove(request, node, changes.require(PortFields.NODE_UUID));
        }
        if (changes.isEmpty()) {
            return port;
        }
        var call = new PatchPort(port.uuid(), PatchBody.of(patch));
        return Objects.requireNonNull(conductors.call(node, call, request.context()));
    }

    void delete(Request request, PortFinder.Found found) {
        conductors.call(found.node(), new DestroyPort(found.port()), request.context());
    }

    private static void checkOperation(PatchOperation operation, Microversion version) {
        if (GATED.contains(operation.root())) {
            PortFieldTable.FIELDS.find(operation.root()).ifPresent(field -> FieldSet.gate(field, version));
        }
        if (operation.path().contains("network_type")) {
            FieldSet.gate(NETWORK_TYPE_SINCE, version);
        }
    }

    /** Keys inside the link have versions too. */
    private static void checkLink(@Nullable Object link, Microversion version) {
        if (!(link instanceof Map<?, ?> keys)) {
            return;
        }
        if (keys.containsKey("network_type")) {
            FieldSet.gate(NETWORK_TYPE_SINCE, version);
        }
        var minor = version.minor();
        if (keys.containsKey("vtep-logical-switch")
                && (minor < PortFieldTable.FIRST_VTEP || minor > PortFieldTable.LAST_VTEP)) {
            throw HttpProblem.fault(406, "Request not acceptable.");
        }
    }
}
