package dev.fettle.conductor.port;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.conductor.step.Reads;
import dev.fettle.db.port.PortEdit;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import java.util.UUID;
import java.util.function.Function;

/** Short writes of ports under the row lock of their nodes; they wait a little while an operation holds the node's lock. */
final class PortEdits {
    private final PortStore ports;
    private final NodeQueue queue;
    private final Reads reads;

    PortEdits(PortStore ports, NodeQueue queue, Reads reads) {
        this.ports = ports;
        this.queue = queue;
        this.reads = reads;
    }

    /**
     * @param changes what to change in the port as it is now; may refuse by exception, which comes out
     * @return the port as it was stored
     * @throws dev.fettle.model.FaultException when the port is not there, the node stays locked, or {@link PortRules} forbid it
     */
    Port edit(UUID uuid, Function<Port, Values> changes) {
        return queue.await(uuid, () -> switch (ports.edit(
                uuid, (node, port) -> updated(node, port, changes.apply(port)))) {
            case PortEdit.Saved(var port) -> new Try.Got<>(port);
            case PortEdit.Locked(var holder) -> new Try.Held<>(holder);
        });
    }

    private Port updated(Node node, Port before, Values changes) {
        var after = new Port(before.values().overlay(changes));
        PortRules.requireAllowed(node, before, after);
        var owner = after.get(PortFields.NODE_UUID);
        return owner == null || owner.equals(node.uuid())
                ? after
                : after.with(PortFields.NODE_ID, reads.node(owner).id());
    }
}
