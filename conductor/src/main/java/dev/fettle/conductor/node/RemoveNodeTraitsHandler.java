package dev.fettle.conductor.node;

import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.RemoveNodeTraits;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Removes some traits of a node, or all. */
public final class RemoveNodeTraitsHandler implements RpcHandler<RemoveNodeTraits, Void> {
    private final NodeEdits edits;

    public RemoveNodeTraitsHandler(NodeEdits edits) {
        this.edits = edits;
    }

    @Override
    public @Nullable Void handle(RemoveNodeTraits request, CallContext context) {
        var gone = request.traits();
        edits.editTraits(request.nodeId(), old -> gone == null ? List.of() : without(request.nodeId(), old, gone));
        return null;
    }

    private static List<String> without(UUID node, List<String> old, List<String> gone) {
        for (var trait : gone) {
            if (!old.contains(trait)) {
                throw new FaultException(
                        FaultCode.NODE_TRAIT_NOT_FOUND, "Node " + node + " doesn't have a trait '" + trait + "'");
            }
        }
        return old.stream().filter(trait -> !gone.contains(trait)).toList();
    }
}
