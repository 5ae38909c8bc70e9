package dev.fettle.conductor.verify;

import dev.fettle.conductor.step.CacheHardwareFactsStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;

/** enroll → manageable: can the machine be managed at all? */
public final class VerifyFlow {
    private VerifyFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.VERIFY)
                .step(new VerifyPowerStep())
                .step(new CacheHardwareFactsStep())
                .ends(
                        task -> Flow.Ending.of(ProvisionEvent.DONE, task.node()),
                        (task, _) -> Flow.Ending.of(ProvisionEvent.FAIL, task.node()));
    }
}
