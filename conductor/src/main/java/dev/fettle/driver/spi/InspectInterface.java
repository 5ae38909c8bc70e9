package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;

/** Finds out what a machine consists of. */
public interface InspectInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.INSPECT;
    }

    /** Inspects and saves the findings on the node: {@code Done}; or boots an agent to do so: {@code Waiting}. */
    StepOutcome inspect(NodeTask task);

    /** Whether an inspection that waits can be ended by {@link #abort}. */
    default boolean canAbort() {
        return false;
    }

    /** Undoes what {@link #inspect} prepared, after its end whatever that was. Idempotent. */
    default void cleanUp(NodeTask task) {}

    /** Ends an inspection that waits. */
    default void abort(NodeTask task) {
        throw Driver.unsupported("abort", name());
    }
}
