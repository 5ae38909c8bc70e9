package dev.fettle.gateway.node;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.NodeDocument;
import dev.fettle.model.patch.PatchOperation;
import dev.fettle.model.patch.PatchRules;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.node.CreateNode;
import dev.fettle.rpc.node.PatchNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks of POST and PATCH of a node that the edge can make; the conductor makes those that need the node's lock. */
final class NodeWrites {
    private static final int ENROLL_SINCE = 11;
    private static final int RFC_NAMES_SINCE = 10;
    private static final int CHASSIS_REMOVAL_SINCE = 25;
    private static final int INSPECTING_CONFLICT_SINCE = 39;
    private static final int RESET_SINCE = 45;
    private static final int ESCAPES_SINCE = 98;
    private static final Set<String> NOT_NULL = Set.of("driver", "maintenance", "console_enabled");

    private final Configuration config;
    private final NodeFinder finder;
    private final Conductors conductors;

    NodeWrites(Configuration config, NodeFinder finder, Conductors conductors) {
        this.config = config;
        this.finder = finder;
        this.conductors = conductors;
    }

    /** @return the node as the conductor stored it */
    Node create(Request request) {
        var body = request.object("node");
        if (body.get("conductor_group") instanceof String group && group.isEmpty()) {
            body.remove("conductor_group");
        }
        NodeFieldTable.FIELDS.checkCreate(body, request.version(), true);
        if (!body.containsKey("driver")) {
            throw NodeDocument.RULES.refused("'driver' is a required property");
        }
        for (var name : NOT_NULL) {
            if (body.containsKey(name) && body.get(name) == null) {
                throw NodeDocument.RULES.refused("'" + name + "' must not be null");
            }
        }
        body.values().removeIf(Objects::isNull);
        checkName(body.get("name"), request.version());
        checkBootMode(body.get("properties") instanceof Map<?, ?> properties ? properties.get("capabilities") : null);
        resolveParent(body, request.version());
        var node = Node.of(NodeDocument.read(withDefaults(body))
                .with(
                        NodeFields.PROVISION_STATE,
                        (request.version().atLeast(ENROLL_SINCE) ? ProvisionState.ENROLL : ProvisionState.AVAILABLE)
                                .word()));
        var created = Conductors.noHostIs400(() -> conductors.call(node, new CreateNode(node), request.context()));
        return Objects.requireNonNull(created, "create_node came back without a node");
    }

    /** @return the node as it is after the patch */
    Node patch(Request request, Node node) {
        var version = request.version();
        var query = request.query(Set.of("reset_interfaces"));
        if (query.has("reset_interfaces")) {
            FieldSet.gate(RESET_SINCE, version);
        }
        var reset = query.flag("reset_interfaces").orElse(false);
        var patch = JsonPatch.parse(request.json(), version.atLeast(ESCAPES_SINCE));
        for (var operation : patch.operations()) {
            if (operation.path().equals(List.of("properties", "capabilities"))) {
                checkBootMode(operation.value());
            }
        }
        PatchRules.NODE.check(patch);
        patch.operations().forEach(operation -> checkOperation(operation, version));
        if (reset
                && patch.operations().stream()
                        .noneMatch(operation -> operation.root().equals("driver"))) {
            throw Parameters.invalid(
                    "The reset_interfaces parameter can only be used when changing the node's driver.");
        }
        checkState(node, patch, version);
        var call = new PatchNode(node.uuid(), body(patch, version), reset);
        var patched = Conductors.noHostIs400(() -> conductors.call(
                node.uuid(),
                after(patch, "conductor_group")
                        .orElse(Objects.requireNonNullElse(node.get(NodeFields.CONDUCTOR_GROUP), "")),
                newDriver(node, patch),
                call,
                request.context()));
        return Objects.requireNonNull(patched, "patch_node came back without a node");
    }

    private void checkOperation(PatchOperation operation, Microversion version) {
        var removes = operation.kind() == PatchOperation.Kind.REMOVE;
        if (operation.wholeField() && !removes) {
            NodeFieldTable.FIELDS.find(operation.root()).ifPresent(field -> FieldSet.gate(field, version));
        }
        if (operation.root().equals("chassis_uuid") && operation.value() == null) {
            FieldSet.gate(CHASSIS_REMOVAL_SINCE, version);
        }
        if (operation.root().equals("name")) {
            FieldSet.gate(5, version);
            checkName(operation.value(), version);
        }
        if (operation.wholeField()
                && operation.value() != null
                && !operation.root().equals("parent_node")) {
            var _ = NodeDocument.read(Map.of(operation.root(), operation.value()));
        }
    }

    private static void checkState(Node node, JsonPatch patch, Microversion version) {
        var onlyInstance = patch.operations().size() == 1
                && patch.operations().getFirst().toString().equals("remove /instance_uuid");
        if (node.maintenance() && onlyInstance) {
            return;
        }
        var state = node.provisionState();
        if (node.targetProvisionState().isPresent() && !state.has(ProvisionState.Trait.UPDATABLE)) {
            throw new FaultException(
                    FaultCode.CONFLICT,
                    "Node %s can not be updated while a state transition is in progress.".formatted(node.uuid()));
        }
        if (state == ProvisionState.INSPECTING && version.atLeast(INSPECTING_CONFLICT_SINCE)) {
            throw new FaultException(
                    FaultCode.CONFLICT,
                    "Cannot update node \"%s\" while it is in state \"%s\".".formatted(node.uuid(), state.word()));
        }
    }

    private static String newDriver(Node node, JsonPatch patch) {
        var driver = after(patch, "driver").orElse(node.driver());
        if (!driver.equals(node.driver()) && Boolean.TRUE.equals(node.get(NodeFields.CONSOLE_ENABLED))) {
            throw new FaultException(
                    FaultCode.CONFLICT,
                    "Node %s can not have its driver changed while its console is enabled. Stop the console first."
                            .formatted(node.uuid()));
        }
        return driver;
    }

    private static Optional<String> after(JsonPatch patch, String root) {
        return patch.operations().stream()
                .filter(operation -> operation.wholeField() && operation.root().equals(root))
                .reduce((_, last) -> last)
                .map(PatchOperation::value)
                .map(String::valueOf)
                .map(value -> root.equals("conductor_group") ? value.toLowerCase(java.util.Locale.ROOT) : value);
    }

    /** The patch as it travels: the name of a parent is replaced by its uuid. */
    private List<Map<String, Object>> body(JsonPatch patch, Microversion version) {
        return patch.operations().stream()
                .map(operation -> wire(operation, version))
                .toList();
    }

    @SuppressWarnings("NullAway") // JSON null is a value of a patch
    private Map<String, Object> wire(PatchOperation operation, Microversion version) {
        var map = new LinkedHashMap<String, Object>();
        map.put("op", operation.kind().word());
        map.put("path", path(operation));
        if (operation.kind() != PatchOperation.Kind.REMOVE) {
            var parent = operation.root().equals("parent_node") && operation.value() instanceof String;
            map.put("value", parent ? parent((String) operation.value(), version) : operation.value());
        }
        return Collections.unmodifiableMap(map);
    }

    private static String path(PatchOperation operation) {
        var path = new StringBuilder();
        operation
                .path()
                .forEach(segment ->
                        path.append('/').append(segment.replace("~", "~0").replace("/", "~1")));
        return path.toString();
    }

    private Map<String, @Nullable Object> withDefaults(Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(body);
        whole.putIfAbsent("uuid", UUID.randomUUID().toString());
        whole.putIfAbsent("conductor_group", config.get(DefaultOptions.DEFAULT_CONDUCTOR_GROUP));
        config.get(DefaultOptions.DEFAULT_RESOURCE_CLASS).ifPresent(name -> whole.putIfAbsent("resource_class", name));
        for (var name : List.of("driver_info", "properties", "instance_info", "extra", "network_data")) {
            whole.putIfAbsent(name, Map.of());
        }
        for (var name : List.of("maintenance", "console_enabled", "protected", "retired", "disable_power_off")) {
            whole.putIfAbsent(name, false);
        }
        if (!whole.containsKey("instance_name")
                && whole.get("instance_info") instanceof Map<?, ?> info
                && info.get("display_name") instanceof String display
                && !display.isEmpty()) {
            whole.put("instance_name", display);
        }
        return whole;
    }

    private static void checkName(@Nullable Object name, Microversion version) {
        if (name instanceof String text
                && !version.atLeast(RFC_NAMES_SINCE)
                && !Idents.HOST_NAME.matcher(text).matches()) {
            throw NodeDocument.RULES.refused("'name' is not a valid host name");
        }
    }

    private void resolveParent(Map<String, @Nullable Object> body, Microversion version) {
        if (body.get("parent_node") instanceof String parent) {
            body.put("parent_node", parent(parent, version));
        }
    }

    private String parent(String ident, Microversion version) {
        try {
            return finder.inArgument(ident, version).uuid().toString();
        } catch (FaultException | HttpProblem e) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Unable to apply the requested parent_node: it is no node of the same owner.");
        }
    }

    /** Capabilities are text such as {@code boot_mode:uefi,cpu_vt:true}. */
    private void checkBootMode(@Nullable Object capabilities) {
        if (!(capabilities instanceof String text)) {
            return;
        }
        for (var pair : text.split(",")) {
            var parts = pair.strip().split(":", 2);
            if (parts.length == 2
                    && parts[0].equals("boot_mode")
                    && config.get(ApiOptions.DISALLOWED_ENROLLMENT_BOOT_MODES).contains(parts[1])) {
                throw new FaultException(
                        FaultCode.BOOT_MODE_NOT_ALLOWED,
                        "Requested boot mode " + parts[1] + " is not allowed for enrollment.");
            }
        }
    }
}
