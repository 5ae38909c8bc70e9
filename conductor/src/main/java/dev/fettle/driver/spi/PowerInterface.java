package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import java.time.Duration;
import java.util.Set;

/** Reads and changes the power of a machine. */
public interface PowerInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.POWER;
    }

    /**
     * Asks the machine; blocks for as long as its own limits allow.
     *
     * @throws dev.fettle.model.FaultException when it cannot be asked
     */
    PowerState read(NodeTask task);

    /**
     * Brings the machine to the target and returns when it is there. Idempotent for on, off and soft off; a reboot that is run again reboots again.
     *
     * @param timeout limit of the whole change
     * @throws dev.fettle.model.FaultException {@code POWER_STATE_FAILURE} when it is not there in time
     */
    void set(NodeTask task, PowerTarget target, Duration timeout);

    default Set<PowerTarget> supported() {
        return Set.of(PowerTarget.ON, PowerTarget.OFF, PowerTarget.REBOOT);
    }

    /** Whether the power sync loop may read it. */
    default boolean supportsSync() {
        return true;
    }
}
