package dev.fettle.conductor.port;

import static dev.fettle.model.provision.ProvisionState.ACTIVE;
import static dev.fettle.model.provision.ProvisionState.ENROLL;
import static dev.fettle.model.provision.ProvisionState.INSPECTING;
import static dev.fettle.model.provision.ProvisionState.INSPECT_WAIT;
import static dev.fettle.model.provision.ProvisionState.MANAGEABLE;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.provision.ProvisionState;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What writes of a port must keep to ({@code contract/conductor.md} section 11). */
final class PortRules {
    private static final Set<ProvisionState> CONNECTIVITY_MAY_CHANGE =
            Set.of(ENROLL, INSPECTING, INSPECT_WAIT, MANAGEABLE);
    private static final List<Field<?>> CONNECTIVITY = List.of(
            PortFields.PORTGROUP_ID,
            PortFields.PXE_ENABLED,
            PortFields.LOCAL_LINK_CONNECTION,
            PortFields.PHYSICAL_NETWORK);

    private PortRules() {}

    static void requireAllowed(Node node, Port before, Port after) {
        if (node.maintenance()) {
            return;
        }
        if (changed(before, after, PortFields.ADDRESS)
                && (node.provisionState() == ACTIVE || node.get(NodeFields.INSTANCE_UUID) != null)) {
            throw conflict("Cannot update the MAC address of port " + after.uuid() + " while its node " + node.uuid()
                    + " is active or has an instance. Put the node into maintenance first.");
        }
        for (var field : CONNECTIVITY) {
            if (changed(before, after, field) && !CONNECTIVITY_MAY_CHANGE.contains(node.provisionState())) {
                throw conflict("The field " + field + " of port " + after.uuid() + " can not be changed while its node "
                        + node.uuid() + " is in state " + node.provisionState()
                        + "; only in enroll, inspecting, inspect wait, manageable, or in maintenance.");
            }
        }
    }

    static void requireDeletable(Node node, Port port) {
        if (!node.maintenance() && port.internalInfo().get("tenant_vif_port_id") != null) {
            throw conflict("Cannot delete port " + port.uuid()
                    + " while a virtual interface is attached to it. Detach it first.");
        }
    }

    private static boolean changed(Port before, Port after, Field<?> field) {
        return !Objects.equals(before.get(field), after.get(field));
    }

    private static FaultException conflict(String text) {
        return new FaultException(FaultCode.INVALID_STATE, text);
    }
}
