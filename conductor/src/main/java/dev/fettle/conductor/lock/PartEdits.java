package dev.fettle.conductor.lock;

import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.db.part.NodePartStore;
import dev.fettle.db.part.PartEdit;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import java.util.Set;
import java.util.UUID;

/** Short writes of what hangs on nodes, under the row lock of the node; they wait a little while an operation holds the node's lock. */
public final class PartEdits {
    private final NodePartStore store;
    private final NodeQueue queue;

    public PartEdits(NodePartStore store, NodeQueue queue) {
        this.store = store;
        this.queue = queue;
    }

    /**
     * @return the part as it was stored
     * @throws FaultException when the part is not there, the node stays locked, or the change refuses
     */
    public Values edit(UUID part, NodePartStore.Change change) {
        return queue.await(() -> tried(store.edit(part, change)));
    }

    /** @throws FaultException when the part is not there or still needed, the node stays locked, or the check refuses */
    public void delete(UUID part, NodePartStore.Check check) {
        queue.await(() -> tried(store.delete(part, check)));
    }

    /** What the sender of a whole object has touched. */
    public static Values touched(Values sent, Set<String> names) {
        var changes = Values.none(sent.table()).toBuilder();
        for (var name : names) {
            var field = sent.table()
                    .find(name)
                    .orElseThrow(() -> new FaultException(
                            FaultCode.INVALID_PARAMETER_VALUE,
                            "A " + sent.table().objectName() + " has no field " + name + "."));
            changes.putRaw(field, sent.get(field));
        }
        return changes.build();
    }

    private static Try<Values> tried(PartEdit<Values> result) {
        return switch (result) {
            case PartEdit.Saved<Values>(var part) -> new Try.Got<>(part);
            case PartEdit.Locked<Values>(var holder) -> new Try.Held<>(holder);
        };
    }
}
