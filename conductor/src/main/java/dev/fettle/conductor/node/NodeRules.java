package dev.fettle.conductor.node;

import static dev.fettle.model.provision.ProvisionState.ACTIVE;
import static dev.fettle.model.provision.ProvisionState.AVAILABLE;
import static dev.fettle.model.provision.ProvisionState.ENROLL;
import static dev.fettle.model.provision.ProvisionState.INSPECTING;
import static dev.fettle.model.provision.ProvisionState.INSPECT_WAIT;
import static dev.fettle.model.provision.ProvisionState.MANAGEABLE;
import static dev.fettle.model.provision.ProvisionState.RESCUED;

import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.provision.ProvisionState.Trait;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;

/** What an update of a node must keep to ({@code contract/conductor.md} section 11, {@code contract/resources.md} section 2 step 8). */
public final class NodeRules {
    private static final Set<ProvisionState> INTERFACES_MAY_CHANGE =
            Set.of(ENROLL, INSPECTING, INSPECT_WAIT, MANAGEABLE, AVAILABLE);

    private final DriverCatalog drivers;

    public NodeRules(DriverCatalog drivers) {
        this.drivers = drivers;
    }

    /** Refuses an update while a transition is on its way. */
    static void requireUpdatable(Node node) {
        if (node.targetProvisionState().isPresent() && !node.provisionState().has(Trait.UPDATABLE)) {
            throw conflict("Node " + node.uuid() + " can not be updated while a state transition is in progress.");
        }
    }

    /**
     * The node after an update that keeps to the rules, with what follows from it.
     *
     * @param before the row as it is
     * @param wanted the row as the caller wants it
     * @throws FaultException that says which rule it breaks
     */
    public Node updated(Node before, Node wanted, boolean resetInterfaces) {
        var after = maintenanceRule(before, wanted);
        after = protectionRule(before, after);
        after = retirementRule(before, after);
        instanceRule(before, after);
        resourceClassRule(before, after);
        after = displayName(before, after);
        return interfaceRules(before, after, resetInterfaces);
    }

    private static Node maintenanceRule(Node before, Node after) {
        return before.maintenance() && !after.maintenance()
                ? after.with(NodeFields.MAINTENANCE_REASON, null).with(NodeFields.FAULT, null)
                : after;
    }

    private static Node protectionRule(Node before, Node after) {
        if (!before.isProtected()
                && after.isProtected()
                && after.provisionState() != ACTIVE
                && after.provisionState() != RESCUED) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "Node " + after.uuid() + " can not be made protected in provision state " + after.provisionState()
                            + ", only in active or rescue.");
        }
        if (!after.isProtected()
                && changed(before, after, NodeFields.PROTECTED_REASON)
                && after.get(NodeFields.PROTECTED_REASON) != null) {
            throw invalid("The protected_reason field can only be set when protected is True.");
        }
        return after.isProtected() ? after : after.with(NodeFields.PROTECTED_REASON, null);
    }

    private static Node retirementRule(Node before, Node after) {
        if (!before.retired() && after.retired() && after.provisionState() == AVAILABLE) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "Node " + after.uuid()
                            + " can not be retired in provision state available. Move it to manageable first.");
        }
        if (!after.retired()
                && changed(before, after, NodeFields.RETIRED_REASON)
                && after.get(NodeFields.RETIRED_REASON) != null) {
            throw invalid("The retired_reason field can only be set when retired is True.");
        }
        return after.retired() ? after : after.with(NodeFields.RETIRED_REASON, null);
    }

    private static void instanceRule(Node before, Node after) {
        var old = before.get(NodeFields.INSTANCE_UUID);
        var wanted = after.get(NodeFields.INSTANCE_UUID);
        if (old != null && wanted != null && !old.equals(wanted)) {
            throw new FaultException(
                    FaultCode.NODE_ASSOCIATED, "Node " + after.uuid() + " is associated with instance " + old + ".");
        }
        if (old != null
                && wanted == null
                && before.get(NodeFields.ALLOCATION_ID) != null
                && !before.maintenance()
                && !INTERFACES_MAY_CHANGE.contains(before.provisionState())) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "Node " + after.uuid()
                            + " has an allocation, which goes with the instance: instance_uuid can only be"
                            + " removed in enroll, inspecting, inspect wait, manageable or available, or in maintenance.");
        }
    }

    private static void resourceClassRule(Node before, Node after) {
        if (before.get(NodeFields.RESOURCE_CLASS) != null
                && changed(before, after, NodeFields.RESOURCE_CLASS)
                && !INTERFACES_MAY_CHANGE.contains(after.provisionState())) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "Resource class of node " + after.uuid() + " can only be changed in "
                            + "enroll, inspecting, inspect wait, manageable or available.");
        }
    }

    /** An instance without a name takes the display name that came with its description. */
    private static Node displayName(Node before, Node after) {
        return changed(before, after, NodeFields.INSTANCE_INFO)
                        && after.get(NodeFields.INSTANCE_NAME) == null
                        && after.instanceInfo().get("display_name") instanceof String name
                        && !name.isEmpty()
                ? after.with(NodeFields.INSTANCE_NAME, name.length() > 255 ? name.substring(0, 255) : name)
                : after;
    }

    private Node interfaceRules(Node before, Node after, boolean resetInterfaces) {
        var driverChanged = changed(before, after, NodeFields.DRIVER);
        var kinds = Arrays.stream(InterfaceKind.values())
                .filter(kind -> changed(before, after, NodeFields.interfaceOf(kind)))
                .toList();
        if (!driverChanged && kinds.isEmpty()) {
            return after;
        }
        if (driverChanged && before.require(NodeFields.CONSOLE_ENABLED)) {
            throw conflict("Node " + after.uuid()
                    + " can not change its driver while its console is on. Stop the console first.");
        }
        if (!INTERFACES_MAY_CHANGE.contains(after.provisionState()) && !after.maintenance()) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "Driver and interfaces of node " + after.uuid()
                            + " can only be changed in enroll, inspecting, inspect wait,"
                            + " manageable or available, or in maintenance.");
        }
        var cleared = after;
        for (var kind : InterfaceKind.values()) {
            if (driverChanged && resetInterfaces && !kinds.contains(kind)) {
                cleared = cleared.with(NodeFields.interfaceOf(kind), null);
            }
        }
        var filled = drivers.fillDefaults(cleared);
        drivers.compose(filled);
        return filled;
    }

    private static boolean changed(Node before, Node after, Field<?> field) {
        return !Objects.equals(before.get(field), after.get(field));
    }

    private static FaultException invalid(String text) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, text);
    }

    private static FaultException conflict(String text) {
        return new FaultException(FaultCode.CONFLICT, text);
    }
}
