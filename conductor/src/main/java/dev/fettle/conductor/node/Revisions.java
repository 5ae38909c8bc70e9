package dev.fettle.conductor.node;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import org.jspecify.annotations.Nullable;

/** Writes that a caller made depend on what it has seen. */
final class Revisions {
    private Revisions() {}

    /**
     * @param wanted null when it does not matter
     * @throws FaultException {@code PRECONDITION_FAILED} when the node was written since
     */
    static void require(Node node, @Nullable Long wanted) {
        if (wanted != null && node.require(NodeFields.REVISION).longValue() != wanted) {
            throw new FaultException(
                    FaultCode.PRECONDITION_FAILED,
                    "Node " + node.uuid()
                            + " was changed since it was read. Read it again and repeat the request with its new ETag.");
        }
    }
}
