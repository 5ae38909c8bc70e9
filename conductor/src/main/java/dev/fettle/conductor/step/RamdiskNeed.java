package dev.fettle.conductor.step;

import dev.fettle.model.node.Node;
import dev.fettle.model.step.StepKind;
import java.util.Map;

/** Whether a flow runs its steps without a ramdisk, as the node remembers it: then nothing is to be torn down, whatever ends the flow. */
public final class RamdiskNeed {
    private static final Map<StepKind, String> KEYS =
            Map.of(StepKind.CLEAN, "cleaning_disable_ramdisk", StepKind.SERVICE, "service_disable_ramdisk");

    private RamdiskNeed() {}

    public static Node none(Node node, StepKind family) {
        return node.withInternal(KEYS.getOrDefault(family, ""), true);
    }

    public static boolean isNone(Node node, StepKind family) {
        return Boolean.TRUE.equals(node.internalInfo().get(KEYS.getOrDefault(family, "")));
    }

    /** The flow is over. */
    public static Node forgotten(Node node, StepKind family) {
        return node.withInternal(KEYS.getOrDefault(family, ""), null);
    }
}
