package dev.fettle.gateway.port;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.PatchBody;
import dev.fettle.gateway.part.PartAccess;
import dev.fettle.gateway.part.PartFinder;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
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
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.port.CreatePort;
import dev.fettle.rpc.port.DestroyPort;
import dev.fettle.rpc.port.PatchPort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks of POST, PATCH and DELETE of a port that the edge can make. */
final class PortWrites {
    private static final int INSPECTING_CONFLICT_SINCE = 39;
    private static final int NETWORK_TYPE_SINCE = 64;
    private static final int ESCAPES_SINCE = 98;
    private static final int NETWORK_OF_PORTGROUP_SINCE = 102;

    /** Fields that a patch may name only from their version on, even to remove them. */
    private static final Set<String> GATED =
            Set.of("pxe_enabled", "local_link_connection", "portgroup_uuid", "physical_network", "is_smartnic");

    private final ResourceStore portgroups;
    private final PartAccess access;
    private final Conductors conductors;

    PortWrites(ResourceStore portgroups, PartAccess access, Conductors conductors) {
        this.portgroups = portgroups;
        this.access = access;
        this.conductors = conductors;
    }

    /** @return the port as the conductor stored it */
    Port create(Request request) {
        var body = new LinkedHashMap<>(request.object("port"));
        var node = access.toCreateUnder(request, () -> nodeOf(request, body));
        PortFieldTable.FIELDS.checkCreate(body, request.version(), false);
        checkLink(body.get("local_link_connection"), request.version());
        if (body.get("address") == null) {
            throw PortDocument.RULES.refused("'address' is a required property");
        }
        body.remove("node_ident");
        body.put("node_uuid", node.uuid().toString());
        body.entrySet().removeIf(entry -> entry.getValue() == null);
        body.putIfAbsent("uuid", request.newUuid().toString());
        body.putIfAbsent("pxe_enabled", true);
        body.putIfAbsent("is_smartnic", false);
        body.putIfAbsent("available_for_dynamic_portgroup", true);
        body.putIfAbsent("extra", Map.of());
        var given = PortDocument.read(body);
        var port = inPortgroup(
                node,
                new Port(
                        given.has(PortFields.LOCAL_LINK_CONNECTION)
                                ? given
                                : given.with(PortFields.LOCAL_LINK_CONNECTION, Map.of())));
        return conductors.ask(node, new CreatePort(port), request.context());
    }

    /** The patch of the body; before the port is looked up. */
    JsonPatch read(Request request) {
        request.refuseQuery();
        var patch = JsonPatch.parse(request.json(), request.version().atLeast(ESCAPES_SINCE));
        patch.operations().forEach(operation -> checkOperation(operation, request.version()));
        PatchRules.PORT.check(patch);
        return patch;
    }

    /** @return the port as it is after the patch */
    Values patch(Request request, PartFinder.Found found, JsonPatch patch) {
        var port = new Port(found.part());
        var version = request.version();
        var state = found.node().provisionState();
        if (state == ProvisionState.INSPECTING && version.atLeast(INSPECTING_CONFLICT_SINCE)) {
            throw new FaultException(
                    FaultCode.CONFLICT,
                    "Cannot update port \"%s\" while its node is in state \"%s\"."
                            .formatted(port.uuid(), state.word()));
        }
        var after = PortDocument.patched(port, patch);
        if (patch.operations().stream().anyMatch(operation -> operation.root().equals("local_link_connection"))) {
            checkLink(after.getOrNull(PortFields.LOCAL_LINK_CONNECTION), version);
        }
        var changes = after.changesFrom(port.values());
        if (changes.has(PortFields.NODE_UUID)) {
            access.checkMove(request, found.node(), changes.require(PortFields.NODE_UUID));
        }
        if (changes.has(PortFields.PHYSICAL_NETWORK)
                && port.get(PortFields.PORTGROUP_ID) != null
                && version.atLeast(NETWORK_OF_PORTGROUP_SINCE)) {
            throw Parameters.invalid(
                    "The physical_network of port " + port.uuid() + " is that of its portgroup. Change it there.");
        }
        if (changes.isEmpty()) {
            return port.values();
        }
        var call = new PatchPort(port.uuid(), PatchBody.of(patch));
        return conductors.ask(found.node(), call, request.context()).values();
    }

    void delete(Request request, PartFinder.Found found) {
        conductors.call(found.node(), new DestroyPort(new Port(found.part())), request.context());
    }

    private Node nodeOf(Request request, Map<String, @Nullable Object> body) {
        var uuid = body.get("node_uuid");
        var ident = body.get("node_ident");
        if (uuid == null == (ident == null)) {
            throw PortDocument.RULES.refused("exactly one of 'node_uuid' and 'node_ident' is needed");
        }
        if (!((uuid != null ? uuid : ident) instanceof String text)) {
            throw PortDocument.RULES.refused("the node is not of type 'string'");
        }
        if (uuid != null && Idents.uuid(text).isEmpty()) {
            throw PortDocument.RULES.refused("'node_uuid' is not a 'uuid'");
        }
        return access.named(request, text);
    }

    /** Adds the id of the portgroup, by which conductors of the reference know it. One of another node is as good as none. */
    private Port inPortgroup(Node node, Port port) {
        var uuid = port.values().getOrNull(PortFields.PORTGROUP_UUID);
        if (uuid == null) {
            return port;
        }
        var portgroup = portgroups
                .find(uuid)
                .filter(group -> node.uuid().equals(group.require(PortgroupFields.NODE_UUID)))
                .orElseThrow(() -> portgroups.table().notFound(uuid).withStatus(400));
        return port.with(PortFields.PORTGROUP_ID, portgroup.get(PortgroupFields.ID));
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
