package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import dev.fettle.model.step.StepKind;
import java.util.List;
import java.util.Map;

/** One implementation of one interface kind. Stateless and thread-safe: all that is known of a node comes with the task. */
public interface DriverInterface {

    InterfaceKind kind();

    /** Name as in {@code enabled_<kind>_interfaces} and the node's {@code <kind>_interface}, such as {@code ipmitool}. */
    String name();

    /** Keys of driver_info that it reads, each with an explanation. */
    default Map<String, String> properties() {
        return Map.of();
    }

    /**
     * Checks what the node says, without touching hardware or network.
     *
     * @throws dev.fettle.model.FaultException with {@code MISSING_PARAMETER_VALUE} or {@code INVALID_PARAMETER_VALUE} that names the key
     */
    default void validate(NodeTask task) {}

    /** Out-of-band steps offered for that family; in any order. */
    default List<Step> steps(StepKind kind) {
        return List.of();
    }
}
