package dev.fettle.conductor.node;

import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.driver.spi.image.PublishedMedia;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.model.provision.ProvisionState.Trait;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.DestroyNode;
import java.util.HashSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deletes a node and all that hangs on it, where {@code contract/conductor.md} section 11 lets it. */
public final class DestroyNodeHandler implements RpcHandler<DestroyNode, Void> {
    private final NodeEdits edits;
    private final Configuration config;

    public DestroyNodeHandler(NodeEdits edits, Configuration config) {
        this.edits = edits;
        this.config = config;
    }

    @Override
    public @Nullable Void handle(DestroyNode request, CallContext context) {
        destroy(request.nodeId(), null);
        return null;
    }

    /** @param revision that the node must have; null when it does not matter */
    void destroy(UUID node, @Nullable Long revision) {
        var published = new HashSet<String>();
        edits.delete(node, found -> {
            Revisions.require(found, revision);
            requireDeletable(found);
            published.addAll(PublishedMedia.typesOf(found));
        });
        PublishedMedia.of(config).remove(node, published);
    }

    private void requireDeletable(Node node) {
        var instance = node.get(NodeFields.INSTANCE_UUID);
        if (instance != null && !node.maintenance()) {
            throw new FaultException(
                    FaultCode.NODE_ASSOCIATED,
                    "Node " + node.uuid() + " is associated with instance " + instance + ".");
        }
        if (node.isProtected()) {
            throw new FaultException(
                    FaultCode.NODE_PROTECTED,
                    "Node " + node.uuid() + " is protected and cannot be undeployed, rebuilt or deleted");
        }
        if (!node.maintenance() && !deletable(node.provisionState())) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "Can not delete node " + node.uuid() + " while it is in provision state " + node.provisionState()
                            + ". Bring it to manageable, enroll or adopt failed, or put it into maintenance.");
        }
    }

    private boolean deletable(ProvisionState state) {
        return state.has(Trait.DELETABLE)
                && (state != ProvisionState.AVAILABLE || config.get(ConductorOptions.ALLOW_DELETING_AVAILABLE_NODES));
    }
}
