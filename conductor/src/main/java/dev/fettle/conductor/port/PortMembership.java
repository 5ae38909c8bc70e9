package dev.fettle.conductor.port;

import dev.fettle.db.part.LockedNode;
import dev.fettle.db.part.NodeParts;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.PortgroupFields;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ports as members of a portgroup ({@code contract/resources.md} section 2): the group is of the same node, its ports share one physical
 * network, and none boots by itself unless the group lets it.
 */
final class PortMembership {
    private final NodeParts parts;

    PortMembership(NodeParts parts) {
        this.parts = parts;
    }

    /** A new port, after the rules of its portgroup were checked. */
    Values joined(LockedNode node, Values port) {
        return checked(node, null, port);
    }

    /** A changed port with both fields that name its portgroup alike, after the rules of the portgroup were checked. */
    Values checked(LockedNode node, @Nullable Values before, Values port) {
        if (before != null && touchesNothing(before, port)) {
            return port;
        }
        var group = group(node, before, port);
        if (group.isEmpty()) {
            return port.with(PortFields.PORTGROUP_ID, null).with(PortFields.PORTGROUP_UUID, null);
        }
        var member = port.with(PortFields.PORTGROUP_ID, group.get().get(PortgroupFields.ID))
                .with(PortFields.PORTGROUP_UUID, group.get().get(PortgroupFields.UUID));
        requireNode(node, member);
        requireNoStandalone(group.get(), member);
        requireNetwork(node, member);
        return member;
    }

    private static boolean touchesNothing(Values before, Values port) {
        return same(PortFields.PORTGROUP_ID, before, port)
                && same(PortFields.PORTGROUP_UUID, before, port)
                && (before.get(PortFields.PORTGROUP_ID) == null
                        || same(PortFields.PXE_ENABLED, before, port)
                                && same(PortFields.PHYSICAL_NETWORK, before, port)
                                && same(PortFields.NODE_UUID, before, port)
                                && same(PortFields.NODE_ID, before, port));
    }

    /** Callers name the portgroup by either field. */
    private Optional<Values> group(LockedNode node, @Nullable Values before, Values port) {
        var byId = before == null
                ? port.getOrNull(PortFields.PORTGROUP_UUID) == null
                : !same(PortFields.PORTGROUP_ID, before, port);
        var wanted = byId ? port.getOrNull(PortFields.PORTGROUP_ID) : port.getOrNull(PortFields.PORTGROUP_UUID);
        if (wanted == null) {
            return Optional.empty();
        }
        var field = byId ? PortgroupFields.ID : PortgroupFields.UUID;
        return Optional.of(node.parts(parts.portgroups()).stream()
                .filter(group -> wanted.equals(group.get(field)))
                .findFirst()
                .orElseThrow(() -> new FaultException(
                                FaultCode.PORTGROUP_NOT_FOUND,
                                "Portgroup " + wanted + " could not be found. A port can only be in a portgroup of its"
                                        + " own node, here " + node.node().uuid() + ".")
                        .withStatus(400)));
    }

    private static void requireNode(LockedNode node, Values port) {
        var id = port.getOrNull(PortFields.NODE_ID);
        if (!node.node().uuid().equals(port.get(PortFields.NODE_UUID))
                || id != null && id != node.node().id()) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Port " + port.get(PortFields.UUID) + " can not go to another node while it is in portgroup "
                            + port.get(PortFields.PORTGROUP_UUID) + ". Remove its portgroup_uuid first.");
        }
    }

    private static void requireNoStandalone(Values group, Values port) {
        if (!group.require(PortgroupFields.STANDALONE_PORTS_SUPPORTED) && port.require(PortFields.PXE_ENABLED)) {
            throw conflict(
                    "Port " + port.get(PortFields.UUID) + " has pxe_enabled set, but its portgroup "
                            + group.get(PortgroupFields.UUID)
                            + " does not support standalone ports. Set pxe_enabled to false, or standalone_ports_supported to true.");
        }
    }

    private void requireNetwork(LockedNode node, Values port) {
        for (var other : node.parts(parts.ports())) {
            if (same(PortFields.PORTGROUP_ID, other, port)
                    && !same(PortFields.UUID, other, port)
                    && !same(PortFields.PHYSICAL_NETWORK, other, port)) {
                throw conflict("Port " + port.get(PortFields.UUID) + " can not have physical network "
                        + port.get(PortFields.PHYSICAL_NETWORK) + ": the other ports of portgroup "
                        + port.get(PortFields.PORTGROUP_UUID) + " have "
                        + other.get(PortFields.PHYSICAL_NETWORK) + ". All ports of a portgroup share one.");
            }
        }
    }

    private static boolean same(Field<?> field, Values one, Values other) {
        return Objects.equals(one.getOrNull(field), other.getOrNull(field));
    }

    private static FaultException conflict(String text) {
        return new FaultException(FaultCode.CONFLICT, text);
    }
}
