package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;

/** Boots a system beside a tenant's own, by which the tenant can mend it. All methods are idempotent. */
public interface RescueInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.RESCUE;
    }

    /** Boots the rescue system: {@code Waiting} until its agent calls, {@code Done} when there is none to wait for. */
    StepOutcome rescue(NodeTask task);

    /** Its agent has called: hands the machine over to the tenant, with the password in {@code instance_info}. */
    default void finish(NodeTask task) {}

    /** Boots the tenant's own system again. */
    void unrescue(NodeTask task);

    /** Removes what {@link #rescue} made: after a failure, an abort, and before the instance is taken off. */
    void cleanUp(NodeTask task);
}
