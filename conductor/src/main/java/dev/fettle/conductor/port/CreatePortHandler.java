package dev.fettle.conductor.port;

import dev.fettle.conductor.step.Reads;
import dev.fettle.db.port.PortStore;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.port.CreatePort;
import java.util.UUID;

/** Stores a port of an existing node. */
public final class CreatePortHandler implements RpcHandler<CreatePort, Port> {
    private final PortStore ports;
    private final Reads reads;

    public CreatePortHandler(PortStore ports, Reads reads) {
        this.ports = ports;
        this.reads = reads;
    }

    @Override
    public Port handle(CreatePort request, CallContext context) {
        var sent = request.portObj().values();
        var owner = sent.getOrNull(PortFields.NODE_UUID);
        if (owner == null) {
            throw new FaultException(FaultCode.INVALID_PARAMETER_VALUE, "A port needs the node_uuid of its node.");
        }
        var complete = defaults()
                .overlay(sent)
                .with(PortFields.NODE_ID, reads.node(owner).id());
        return ports.insert(new Port(complete));
    }

    private static Values defaults() {
        var values = Values.none(PortFields.TABLE).toBuilder();
        for (var field : PortFields.TABLE.fields()) {
            if (field.nullable()) {
                values.putRaw(field, null);
            }
        }
        return values.put(PortFields.UUID, UUID.randomUUID())
                .putRaw(PortFields.EXTRA, null)
                .putRaw(PortFields.LOCAL_LINK_CONNECTION, null)
                .putRaw(PortFields.INTERNAL_INFO, null)
                .put(PortFields.PXE_ENABLED, true)
                .put(PortFields.IS_SMARTNIC, false)
                .put(PortFields.AVAILABLE_FOR_DYNAMIC_PORTGROUP, true)
                .unset(PortFields.ID)
                .unset(PortFields.CREATED_AT)
                .unset(PortFields.UPDATED_AT)
                .build();
    }
}
