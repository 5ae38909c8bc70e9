package dev.fettle.gateway.node;

import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.PatchBody;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.NodeDocument;
import dev.fettle.model.patch.PatchOperation;
import dev.fettle.model.patch.PatchRules;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.node.PatchNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PATCH of a node: makes the checks that the edge can make; the conductor makes those that need the node's lock. */
final class NodePatches {
    private static final int CHASSIS_REMOVAL_SINCE = 25;
    private static final int INSPECTING_CONFLICT_SINCE = 39;
    private static final int RESET_SINCE = 45;
    private static final int ESCAPES_SINCE = 98;

    /** Fields whose values are looked at before the node is. */
    private static final Set<String> EARLY = Set.of("description", "network_data");

    private final NodeFinder finder;
    private final NodeChecks checks;
    private final OwnerChange ownerChange;
    private final Conductors conductors;

    NodePatches(NodeFinder finder, NodeChecks checks, OwnerChange ownerChange, Conductors conductors) {
        this.finder = finder;
        this.checks = checks;
        this.ownerChange = ownerChange;
        this.conductors = conductors;
    }

    /**
     * In the order of {@code contract/resources.md} section 2: what the patch alone tells comes before the node is looked up, the state of the node
     * before the values.
     *
     * @return the node as it is after the patch
     */
    Node patch(Request request) {
        var version = request.version();
        var query = request.query(Set.of("reset_interfaces"));
        var reset = query.flag("reset_interfaces").orElse(false);
        var patch = JsonPatch.parse(request.json(), version.atLeast(ESCAPES_SINCE));
        if (query.has("reset_interfaces")) {
            FieldSet.gate(RESET_SINCE, version);
        }
        checkPaths(patch, version, reset);
        var node = finder.visible(request);
        NodePatchRules.check(request, node, patch);
        var body = PatchBody.of(patch, operation -> value(request, node, operation));
        checkState(node, patch, version);
        ownerChange.check(request, node, patch);
        patch.operations().forEach(operation -> checkValue(operation, version));
        var call = new PatchNode(node.uuid(), body, reset, NodeTags.required(request, node));
        var patched = Conductors.noHostIs400(() -> conductors.call(
                node.uuid(),
                after(patch, "conductor_group")
                        .orElse(Objects.requireNonNullElse(node.get(NodeFields.CONDUCTOR_GROUP), "")),
                newDriver(node, patch),
                call,
                request.context()));
        return Objects.requireNonNull(patched, "patch_node came back without a node");
    }

    /** What can be said without the node. */
    private void checkPaths(JsonPatch patch, Microversion version, boolean reset) {
        for (var operation : patch.operations()) {
            if (operation.path().equals(List.of("properties", "capabilities"))) {
                checks.bootMode(operation.value());
            }
        }
        PatchRules.NODE.check(patch);
        for (var operation : patch.operations()) {
            if (operation.wholeField() && operation.kind() != PatchOperation.Kind.REMOVE) {
                NodeFieldTable.FIELDS.find(operation.root()).ifPresent(field -> FieldSet.gate(field, version));
            }
        }
        if (reset
                && patch.operations().stream()
                        .noneMatch(operation -> operation.root().equals("driver"))) {
            throw Parameters.invalid(
                    "The reset_interfaces parameter can only be used when changing the node's driver.");
        }
        patch.operations().stream()
                .filter(operation -> EARLY.contains(operation.root()))
                .forEach(NodePatches::readValue);
    }

    private void checkValue(PatchOperation operation, Microversion version) {
        if (operation.root().equals("chassis_uuid") && operation.value() == null) {
            FieldSet.gate(CHASSIS_REMOVAL_SINCE, version);
        }
        if (operation.root().equals("name")) {
            checks.name(operation.value(), version);
        }
        readValue(operation);
    }

    /** Refuses what the field can not hold. A parent can be given by its name. */
    private static void readValue(PatchOperation operation) {
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
                .map(value -> root.equals("conductor_group") ? value.toLowerCase(Locale.ROOT) : value);
    }

    /** The name of a parent is replaced by its uuid. */
    private @Nullable Object value(Request request, Node node, PatchOperation operation) {
        return operation.root().equals("parent_node") && operation.value() instanceof String parent
                ? checks.parent(request, parent, node.get(NodeFields.OWNER))
                : operation.value();
    }
}
