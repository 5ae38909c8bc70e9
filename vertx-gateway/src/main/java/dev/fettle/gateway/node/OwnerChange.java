package dev.fettle.gateway.node;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.http.Request;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.provision.ProvisionState;

/** When a node may get another owner, beyond the rule of the field ({@code contract/policy.md} section 5). */
final class OwnerChange {
    private static final String PROVISIONED = "baremetal:node:update_owner_provisioned";

    private final ResourceStore allocations;

    OwnerChange(ResourceStore allocations) {
        this.allocations = allocations;
    }

    /** @throws FaultException 409 when the node is in use by its owner */
    void check(Request request, Node node, JsonPatch patch) {
        if (patch.operations().stream().noneMatch(operation -> operation.root().equals("owner"))) {
            return;
        }
        if (node.provisionState() == ProvisionState.ACTIVE && !request.may(PROVISIONED, NodeFinder.targetOf(node))) {
            throw refused(node, "in state \"active\"; that takes a role that " + PROVISIONED + " allows");
        }
        var allocation = node.get(NodeFields.ALLOCATION_UUID);
        if (allocation != null
                && allocations
                        .find(allocation)
                        .filter(found -> found.getOrNull(AllocationFields.OWNER) != null)
                        .isPresent()) {
            throw refused(node, "allocated to an allocation that has an owner");
        }
    }

    private static FaultException refused(Node node, String why) {
        return new FaultException(
                FaultCode.CONFLICT, "Cannot update owner of node \"%s\" while it is %s.".formatted(node.uuid(), why));
    }
}
