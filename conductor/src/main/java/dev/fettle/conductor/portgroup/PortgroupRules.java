package dev.fettle.conductor.portgroup;

import static dev.fettle.model.provision.ProvisionState.ENROLL;
import static dev.fettle.model.provision.ProvisionState.INSPECTING;
import static dev.fettle.model.provision.ProvisionState.INSPECT_WAIT;
import static dev.fettle.model.provision.ProvisionState.MANAGEABLE;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.provision.ProvisionState;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What changes of a portgroup must keep to ({@code contract/resources.md} section 2). */
final class PortgroupRules {
    private static final Set<ProvisionState> NODE_MAY_CHANGE = Set.of(ENROLL, INSPECTING, INSPECT_WAIT, MANAGEABLE);

    private PortgroupRules() {}

    static void requireAllowed(Node node, Values before, Values after, List<Values> members) {
        if (changed(PortgroupFields.NODE_UUID, before, after) || changed(PortgroupFields.NODE_ID, before, after)) {
            requireMovable(node, before, members);
        }
        if (before.require(PortgroupFields.STANDALONE_PORTS_SUPPORTED)
                && !after.require(PortgroupFields.STANDALONE_PORTS_SUPPORTED)) {
            members.forEach(port -> requireNoStandalone(before, port));
        }
    }

    private static void requireMovable(Node node, Values group, List<Values> members) {
        if (!members.isEmpty()) {
            throw new FaultException(
                    FaultCode.PORTGROUP_NOT_EMPTY,
                    "Cannot complete the requested action because portgroup " + group.get(PortgroupFields.UUID)
                            + " contains ports.");
        }
        if (!node.maintenance() && !NODE_MAY_CHANGE.contains(node.provisionState())) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "Portgroup " + group.get(PortgroupFields.UUID) + " can not go to another node while its node "
                            + node.uuid() + " is in state " + node.provisionState()
                            + "; only in enroll, inspecting, inspect wait, manageable, or in maintenance.");
        }
    }

    private static void requireNoStandalone(Values group, Values port) {
        var vif = port.require(PortFields.INTERNAL_INFO).get("tenant_vif_port_id") != null;
        if (vif || port.require(PortFields.PXE_ENABLED)) {
            throw new FaultException(
                    FaultCode.CONFLICT,
                    "standalone_ports_supported of portgroup " + group.get(PortgroupFields.UUID)
                            + " can not be set to false: its port " + port.get(PortFields.UUID)
                            + (vif ? " has a virtual interface. Detach it first." : " has pxe_enabled set."));
        }
    }

    private static boolean changed(Field<?> field, Values before, Values after) {
        return !Objects.equals(before.get(field), after.get(field));
    }
}
