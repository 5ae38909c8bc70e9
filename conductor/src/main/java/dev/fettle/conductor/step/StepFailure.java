package dev.fettle.conductor.step;

import dev.fettle.model.Fault;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.Map;

/**
 * Keeps a node out of reach after a failure that may have left it half done, until somebody looked at it
 * ({@code contract/states.json} maintenance_and_faults).
 */
public final class StepFailure {
    private StepFailure() {}

    /** Without effect when no step was running, or the work ended by request after a step that was done. */
    public static void block(OperationTask task, Field<Map<String, Object>> step, String word, Fault fault) {
        var running = !task.node().require(step).isEmpty();
        if (running && AbortRequest.met(task.node()).isEmpty()) {
            task.change(node -> blocked(node, word, fault.text()));
        }
    }

    /** @param word for {@code fault}, such as {@code clean failure} */
    public static Node blocked(Node node, String word, String reason) {
        var given = node.get(NodeFields.MAINTENANCE_REASON);
        return node.with(NodeFields.MAINTENANCE, true)
                .with(NodeFields.FAULT, word)
                .with(NodeFields.MAINTENANCE_REASON, given == null ? reason : given);
    }
}
