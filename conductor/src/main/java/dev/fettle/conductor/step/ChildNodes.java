package dev.fettle.conductor.step;

import dev.fettle.model.step.StepSpec;
import java.util.List;
import java.util.Objects;

/** Steps that run on the children of a node instead of on itself ({@code contract/conductor.md} section 10). */
public final class ChildNodes {
    private static final String FLAG = "execute_on_child_nodes";
    private static final String LIMIT = "limit_child_node_execution";

    private ChildNodes() {}

    public static boolean isFor(StepSpec step) {
        return Boolean.TRUE.equals(step.extra().get(FLAG));
    }

    /** UUIDs of the children that it is limited to; empty: all. */
    static List<String> limit(StepSpec step) {
        return step.extra().get(LIMIT) instanceof List<?> uuids
                ? uuids.stream().map(Objects::toString).toList()
                : List.of();
    }
}
