package dev.fettle.driver.redfish;

import dev.fettle.config.RedfishOptions;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** For settings that some machines take over only when they start: restarts, waits, and leaves the power as it was. */
final class RedfishRestart {
    private static final Duration POLL = Duration.ofSeconds(15);

    private RedfishRestart() {}

    /**
     * Returns at once when the setting is in force already.
     *
     * @param what the setting, for messages
     * @throws FaultException when it is not in force in time
     */
    static void untilInForce(NodeTask task, String what, BooleanSupplier inForce) {
        if (inForce.getAsBoolean()) {
            return;
        }
        var wasOff = NodePower.read(task) == PowerState.OFF;
        var start = wasOff ? PowerTarget.ON : PowerTarget.REBOOT;
        NodePower.change(task, start, NodePower.defaultTimeout(task.config(), start));
        var until = task.clock().instant().plus(task.config().get(RedfishOptions.BOOT_MODE_CONFIG_TIMEOUT));
        while (!inForce.getAsBoolean()) {
            if (!task.clock().instant().isBefore(until)) {
                throw new FaultException(
                        FaultCode.REDFISH_ERROR,
                        what + " of node " + task.node().uuid()
                                + " was taken by the BMC but is not in force after a restart. Look at the machine's console, or raise"
                                + " [redfish] boot_mode_config_timeout.");
            }
            task.pause(POLL);
        }
        if (wasOff) {
            NodePower.off(task);
        }
    }
}
