package dev.fettle.conductor.allocate;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import java.util.ArrayList;

/** Which machine in use an allocation may be made for afterwards. */
final class BackfillRules {
    private BackfillRules() {}

    /** @throws FaultException {@code NODE_ASSOCIATED} or {@code ALLOCATION_FAILED} that says what does not fit */
    static void requireFit(Allocation wish, Node node) {
        var instance = node.get(NodeFields.INSTANCE_UUID);
        if (node.get(NodeFields.ALLOCATION_ID) != null || instance != null && !instance.equals(wish.uuid())) {
            throw new FaultException(
                    FaultCode.NODE_ASSOCIATED,
                    "Node " + node.uuid() + " is associated with instance " + instance + ".");
        }
        if (node.provisionState() != ProvisionState.ACTIVE) {
            throw failed(
                    wish,
                    "Node " + node.uuid() + " is in state " + node.provisionState()
                            + "; only an active node can be given afterwards");
        }
        var resourceClass = wish.get(AllocationFields.RESOURCE_CLASS);
        if (resourceClass != null && !resourceClass.equals(node.get(NodeFields.RESOURCE_CLASS))) {
            throw failed(
                    wish,
                    "Node " + node.uuid() + " has resource class " + node.get(NodeFields.RESOURCE_CLASS) + ", not "
                            + resourceClass);
        }
        var candidates = wish.candidateNodes();
        if (!candidates.isEmpty() && !candidates.contains(node.uuid().toString())) {
            throw failed(wish, "Node " + node.uuid() + " is not among the candidate nodes");
        }
        var missing = new ArrayList<>(wish.traits());
        missing.removeAll(node.traits());
        if (!missing.isEmpty()) {
            throw failed(wish, "Node " + node.uuid() + " lacks the traits " + String.join(", ", missing));
        }
        var owner = wish.get(AllocationFields.OWNER);
        if (owner != null && !owner.equals(node.get(NodeFields.OWNER)) && !owner.equals(node.get(NodeFields.LESSEE))) {
            throw failed(wish, "Node " + node.uuid() + " is neither owned nor leased by " + owner);
        }
    }

    private static FaultException failed(Allocation wish, String why) {
        return new FaultException(
                FaultCode.ALLOCATION_FAILED, "Failed to process allocation " + wish.uuid() + ": " + why + ".");
    }
}
