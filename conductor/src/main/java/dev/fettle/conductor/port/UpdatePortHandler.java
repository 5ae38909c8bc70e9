package dev.fettle.conductor.port;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.step.Reads;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.port.UpdatePort;
import java.util.Set;

/** Saves the touched fields of a port. */
public final class UpdatePortHandler implements RpcHandler<UpdatePort, Port> {
    private final PortEdits edits;

    public UpdatePortHandler(PortStore ports, NodeQueue queue, Reads reads) {
        this.edits = new PortEdits(ports, queue, reads);
    }

    @Override
    public Port handle(UpdatePort request, CallContext context) {
        var sent = request.portObj().object();
        var changes = touched(sent.values(), request.portObj().fields());
        return edits.edit(sent.uuid(), _ -> changes);
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
