package dev.fettle.conductor.node;

import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.AddNodeTraits;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds traits to a node, or replaces them all. */
public final class AddNodeTraitsHandler implements RpcHandler<AddNodeTraits, Void> {
    private static final int MOST = 50;

    private final NodeEdits edits;

    public AddNodeTraitsHandler(NodeEdits edits) {
        this.edits = edits;
    }

    @Override
    public @Nullable Void handle(AddNodeTraits request, CallContext context) {
        edits.editTraits(request.nodeId(), old -> {
            var traits = new TreeSet<>(request.traits());
            if (!request.replace()) {
                traits.addAll(old);
            }
            return checked(request.nodeId(), List.copyOf(traits));
        });
        return null;
    }

    private static List<String> checked(UUID node, List<String> traits) {
        if (traits.size() > MOST) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Node " + node + " can have at most " + MOST + " traits, not " + traits.size() + ".");
        }
        return traits;
    }
}
