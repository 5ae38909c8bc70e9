package dev.fettle.conductor.power;

import dev.fettle.conductor.step.Flow;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;

/** Brings a machine to the power state that was asked for. */
public final class PowerFlow {
    private PowerFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.POWER)
                .step(new SetPowerStep())
                .ends(
                        task -> Flow.Ending.quiet(task.node().with(NodeFields.TARGET_POWER_STATE, null)),
                        (task, _) -> Flow.Ending.quiet(task.node().with(NodeFields.TARGET_POWER_STATE, null)));
    }
}
