package dev.fettle.conductor.management;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;

/** A BMC that does not even answer for power is not asked for more. */
final class PowerFault {
    private PowerFault() {}

    /** @throws FaultException {@code TEMPORARY_FAILURE} while the node is in the power fault */
    static void refuse(Node node) {
        if ("power failure".equals(node.get(NodeFields.FAULT))) {
            throw new FaultException(
                    FaultCode.TEMPORARY_FAILURE,
                    "Node " + node.uuid()
                            + " is in fault 'power failure': its BMC does not answer. Retry when the fault is cleared.");
        }
    }
}
