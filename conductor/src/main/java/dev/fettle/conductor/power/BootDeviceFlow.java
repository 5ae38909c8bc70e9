package dev.fettle.conductor.power;

import dev.fettle.conductor.step.ConductorStep;
import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.operation.OperationKind;
import java.util.Map;

/** Sets the device that a machine boots from. */
public final class BootDeviceFlow {
    private BootDeviceFlow() {}

    public static Flow flow() {
        return Flow.on(OperationKind.BOOT_DEVICE)
                .answeringCaller()
                .step(new SetBootDeviceStep())
                .ends(task -> Flow.Ending.quiet(task.node()), (task, _) -> Flow.Ending.quiet(task.node()));
    }

    /** Hands over to the node's management interface. */
    private static final class SetBootDeviceStep implements ConductorStep {

        @Override
        public String name() {
            return "set_boot_device";
        }

        @Override
        public StepOutcome run(OperationTask task, Map<String, Object> args) {
            var asked = task.operation().args();
            task.driver()
                    .management()
                    .setBootDevice(
                            task, String.valueOf(asked.get("device")), Boolean.TRUE.equals(asked.get("persistent")));
            return StepOutcome.done();
        }
    }
}
