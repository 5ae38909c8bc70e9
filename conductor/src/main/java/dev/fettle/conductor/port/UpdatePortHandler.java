package dev.fettle.conductor.port;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.conductor.step.Reads;
import dev.fettle.db.port.PortEdit;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.port.UpdatePort;
import java.util.Set;

/** Saves the touched fields of a port. */
public final class UpdatePortHandler implements RpcHandler<UpdatePort, Port> {
    private final PortStore ports;
    private final NodeQueue queue;
    private final Reads reads;

    public UpdatePortHandler(PortStore ports, NodeQueue queue, Reads reads) {
        this.ports = ports;
        this.queue = queue;
        this.reads = reads;
    }

    @Override
    public Port handle(UpdatePort request, CallContext context) {
        var sent = request.portObj().object();
        var changes = touched(sent.values(), request.portObj().fields());
        return queue.await(sent.require(PortFields.UUID), () -> switch (ports.edit(
                sent.uuid(), (node, port) -> updated(node, port, changes))) {
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

    private static Values touched(Values sent, Set<String> names) {
        var changes = Values.none(PortFields.TABLE).toBuilder();
        for (var name : names) {
            var field = PortFields.TABLE
                    .find(name)
                    .orElseThrow(() ->
                            new FaultException(FaultCode.INVALID_PARAMETER_VALUE, "A port has no field " + name + "."));
            changes.putRaw(field, sent.get(field));
        }
        return changes.build();
    }
}
