package dev.fettle.db.node;

import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.function.Supplier;

/** Puts the value in question into the text of a duplicate; texts that clients match. */
final class NodeFaults {
    private NodeFaults() {}

    static <T> T named(Node node, Supplier<T> write) {
        try {
            return write.get();
        } catch (FaultException e) {
            throw named(node.values(), e);
        }
    }

    private static FaultException named(Values node, FaultException e) {
        return switch (e.code()) {
            case NODE_ALREADY_EXISTS ->
                new FaultException(e.code(), "A node with UUID " + node.getOrNull(NodeFields.UUID) + " already exists.", e);
            case DUPLICATE_NAME ->
                new FaultException(e.code(), "A node with name " + node.getOrNull(NodeFields.NAME) + " already exists.", e);
            case INSTANCE_ASSOCIATED ->
                new FaultException(
                        e.code(),
                        "Instance " + node.getOrNull(NodeFields.INSTANCE_UUID)
                                + " is already associated with another node. Choose another instance_uuid.",
                        e);
            default -> e;
        };
    }
}
