package dev.fettle.db.row;

import dev.fettle.db.ConstraintException;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;

/** Values of nodes that are taken, and what they refer to that is not there. */
public final class NodeFaults {
    private NodeFaults() {}

    /** @param written what was being written */
    public static RuntimeException of(ConstraintException e, Values written) {
        return switch (e.constraint()) {
            case "nodes_uuid_key" ->
                new FaultException(
                        FaultCode.NODE_ALREADY_EXISTS,
                        "A node with UUID " + written.getOrNull(NodeFields.UUID) + " already exists.");
            case "nodes_name_key" ->
                new FaultException(
                        FaultCode.DUPLICATE_NAME,
                        "A node with name " + written.getOrNull(NodeFields.NAME) + " already exists.");
            case "nodes_instance_uuid_key" ->
                new FaultException(
                        FaultCode.INSTANCE_ASSOCIATED,
                        "Instance " + written.getOrNull(NodeFields.INSTANCE_UUID)
                                + " is already associated with a node, it cannot be associated with another one.");
            case "nodes_chassis_id_fkey" ->
                new FaultException(
                                FaultCode.CHASSIS_NOT_FOUND,
                                "Chassis " + written.getOrNull(NodeFields.CHASSIS_UUID) + " could not be found.")
                        .withStatus(400);
            default -> e;
        };
    }
}
