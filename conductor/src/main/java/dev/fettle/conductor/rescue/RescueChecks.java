package dev.fettle.conductor.rescue;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Set;

/** What must be in order before a machine is taken into a rescue system or out of it. */
final class RescueChecks {
    private static final Set<FaultCode> OF_THE_NODE =
            Set.of(FaultCode.INVALID_PARAMETER_VALUE, FaultCode.MISSING_PARAMETER_VALUE);

    private RescueChecks() {}

    /** @param code of what is wrong with the node's settings; a driver without a rescue mode is refused as such */
    static void requireRescuable(ReadTask task, FaultCode code) {
        var driver = task.driver();
        requireValid(task, code, () -> {
            driver.power().validate(task);
            driver.network().validate(task);
            driver.rescue().validate(task);
        });
    }

    /** The same on the way out. */
    static void requirePower(ReadTask task, FaultCode code) {
        var driver = task.driver();
        requireValid(task, code, () -> {
            driver.power().validate(task);
            driver.rescue();
        });
    }

    private static void requireValid(ReadTask task, FaultCode code, Runnable checks) {
        try {
            checks.run();
        } catch (FaultException e) {
            if (!OF_THE_NODE.contains(e.code())) {
                throw e;
            }
            throw new FaultException(code, "Validation of node " + task.node().uuid() + " failed: " + e.text(), e);
        }
    }
}
