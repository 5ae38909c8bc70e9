package dev.fettle.conductor.step;

import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A wish to end a flow whose step may not be interrupted: noted on the step, met when the step ends ({@code contract/states.json} abort). */
public final class AbortRequest {
    private static final String NOTE = "abort_after";
    private static final List<Field<Map<String, Object>>> STEPS =
            List.of(NodeFields.CLEAN_STEP, NodeFields.DEPLOY_STEP, NodeFields.SERVICE_STEP);

    private AbortRequest() {}

    /** Whether the step in work may not be interrupted. */
    public static boolean mustWait(Node node) {
        return stepOf(node)
                .filter(field -> !Boolean.TRUE.equals(node.require(field).get("abortable")))
                .isPresent();
    }

    public static Node noted(Node node) {
        return stepOf(node)
                .map(field -> {
                    var step = new LinkedHashMap<>(node.require(field));
                    step.put(NOTE, true);
                    return node.with(field, step);
                })
                .orElse(node);
    }

    /** What a flow fails with whose step has ended and carries the note. */
    static Optional<Fault> met(Node node) {
        return stepOf(node)
                .filter(field -> Boolean.TRUE.equals(node.require(field).get(NOTE)))
                .map(field -> new Fault(
                        FaultCode.INVALID_STATE,
                        "By request, the work was aborted after step "
                                + node.require(field).get("step") + ".",
                        "Start it again when the node is ready for it."));
    }

    private static Optional<Field<Map<String, Object>>> stepOf(Node node) {
        return STEPS.stream().filter(field -> !node.require(field).isEmpty()).findFirst();
    }
}
