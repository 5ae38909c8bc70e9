package dev.fettle.conductor.port;

import dev.fettle.db.part.NodeParts;
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
    private final NodeParts parts;
    private final PortMembership membership;

    public CreatePortHandler(NodeParts parts) {
        this.parts = parts;
        this.membership = new PortMembership(parts);
    }

    @Override
    public Port handle(CreatePort request, CallContext context) {
        var sent = request.portObj().values();
        if (sent.getOrNull(PortFields.NODE_UUID) == null) {
            throw new FaultException(FaultCode.INVALID_PARAMETER_VALUE, "A port needs the node_uuid of its node.");
        }
        return new Port(parts.ports().insert(defaults().overlay(sent), membership::joined));
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
