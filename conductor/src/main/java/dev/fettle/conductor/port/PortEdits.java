package dev.fettle.conductor.port;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.PartEdits;
import dev.fettle.db.part.LockedNode;
import dev.fettle.db.part.NodeParts;
import dev.fettle.model.field.Values;
import dev.fettle.model.port.Port;
import java.util.UUID;
import java.util.function.Function;

/** Short writes of ports that keep to {@link PortRules} and {@link PortMembership}. */
final class PortEdits {
    private final PartEdits edits;
    private final PortMembership membership;

    PortEdits(NodeParts parts, NodeQueue queue) {
        this.edits = new PartEdits(parts.ports(), queue);
        this.membership = new PortMembership(parts);
    }

    /**
     * @param changes what to change in the port as it is now; may refuse by exception, which comes out
     * @return the port as it was stored
     * @throws dev.fettle.model.FaultException when the port is not there, the node stays locked, or the rules forbid it
     */
    Port edit(UUID uuid, Function<Port, Values> changes) {
        return new Port(edits.edit(uuid, (node, port) -> updated(node, port, changes.apply(new Port(port)))));
    }

    void delete(UUID uuid) {
        edits.delete(uuid, (node, port) -> PortRules.requireDeletable(node.node(), new Port(port)));
    }

    private Values updated(LockedNode node, Values before, Values changes) {
        var after = membership.checked(node, before, before.overlay(changes));
        PortRules.requireAllowed(node.node(), new Port(before), new Port(after));
        return after;
    }
}
