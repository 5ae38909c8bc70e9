package dev.fettle.gateway.port;

import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.PatchBody;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Request;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.patch.Idents;
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
    private final NodeFinder nodes;
    private final Conductors conductors;

    PortWrites(PortFinder finder, NodeFinder nodes, Conductors conductors) {
        this.finder = finder;
        this.nodes = nodes;
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
        var node = nodeOf(body, request.version());
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
        request.refuseQuery();
        var patch = JsonPatch.parse(request.json(), version.atLeast(ESCAPES_SINCE));
        patch.operations().forEach(operation -> checkOperation(operation, version));
        var port = finder.byIdent(request.variable("port"));
        PatchRules.PORT.check(patch);
        var node = node(port);
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
            checkNewNode(changes);
        }
        if (changes.isEmpty()) {
            return port;
        }
        var call = new PatchPort(port.uuid(), PatchBody.of(patch));
        return Objects.requireNonNull(conductors.call(node, call, request.context()));
    }

    void delete(Request request, Port port) {
        conductors.call(node(port), new DestroyPort(port), request.context());
    }

    private Node node(Port port) {
        var uuid = port.require(PortFields.NODE_UUID);
        return nodes.find(uuid).orElseThrow(() -> NodeFinder.notFound(uuid.toString()));
    }

    private Node nodeOf(Map<String, @Nullable Object> body, Microversion version) {
        var uuid = body.get("node_uuid");
        var ident = body.get("node_ident");
        if (uuid == null == (ident == null)) {
            throw PortDocument.RULES.refused("exactly one of 'node_uuid' and 'node_ident' is needed");
        }
        if (!((uuid != null ? uuid : ident) instanceof String text)) {
            throw PortDocument.RULES.refused("the node is not of type 'string'");
        }
        if (uuid != null && Idents.uuid(text).isEmpty()) {
            throw PortDocument.RULES.refused("'node_uuid' is not a UUID");
        }
        try {
            return nodes.inArgument(text, version);
        } catch (FaultException e) {
            throw e.withStatus(400);
        }
    }

    private void checkNewNode(Values changes) {
        var uuid = changes.require(PortFields.NODE_UUID);
        if (nodes.find(uuid).isEmpty()) {
            throw NodeFinder.notFound(uuid.toString()).withStatus(400);
        }
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
