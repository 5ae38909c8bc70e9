package dev.fettle.conductor.node;

import dev.fettle.conductor.driver.DriverCatalog;
import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.NodeDocument;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.UpdateNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Saves the touched fields of a whole object, as callers on the reference's wire send it; an object older than the row is refused. */
public final class UpdateNodeHandler implements RpcHandler<UpdateNode, Node> {
    /** Fields beside the patchable ones that callers on the wire save this way. */
    private static final Set<Field<?>> ALSO = Set.of(NodeFields.MAINTENANCE_REASON);

    private final NodeEdits edits;
    private final NodeRules rules;

    public UpdateNodeHandler(NodeEdits edits, DriverCatalog drivers) {
        this.edits = edits;
        this.rules = new NodeRules(drivers);
    }

    @Override
    public Node handle(UpdateNode request, CallContext context) {
        var sent = request.nodeObj().object().values();
        var changes = touched(sent, request.nodeObj().fields());
        return edits.edit(uuidOf(sent), before -> {
            requireFresh(before, sent);
            return rules.updated(before, Node.of(before.values().overlay(changes)), request.resetInterfaces());
        });
    }

    private static Values touched(Values sent, Set<String> names) {
        var changes = Values.none(NodeFields.TABLE).toBuilder();
        for (var name : names) {
            var field = NodeFields.TABLE.find(name).orElseThrow(() -> invalid("Node has no field " + name + "."));
            if (!NodeDocument.RULES.rules().containsKey(field) && !ALSO.contains(field)) {
                throw invalid("The field " + name + " of a node can not be updated by a caller.");
            }
            changes.putRaw(field, sent.get(field));
        }
        return changes.build();
    }

    private static UUID uuidOf(Values sent) {
        var uuid = sent.getOrNull(NodeFields.UUID);
        if (uuid == null) {
            throw invalid("The node object has no uuid.");
        }
        return uuid;
    }

    private static void requireFresh(Node before, Values sent) {
        if (sent.has(NodeFields.UPDATED_AT)
                && !sameSecond(before.get(NodeFields.UPDATED_AT), sent.get(NodeFields.UPDATED_AT))) {
            throw new FaultException(
                    FaultCode.CONFLICT,
                    "Node " + before.uuid() + " was changed since it was read. Read it again and repeat the change.");
        }
    }

    /** The wire has whole seconds. */
    private static boolean sameSecond(@Nullable Instant row, @Nullable Instant sent) {
        return row == null
                ? sent == null
                : sent != null && row.truncatedTo(ChronoUnit.SECONDS).equals(sent.truncatedTo(ChronoUnit.SECONDS));
    }

    private static FaultException invalid(String text) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, text);
    }
}
