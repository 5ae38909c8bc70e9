package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import java.util.List;

/** What a family of hardware supports. Holds no logic; found through {@code META-INF/services}. */
public interface HardwareType {

    /** The {@code driver} field of a node, such as {@code redfish}. */
    String name();

    /**
     * Names of the supported implementations of that kind, best first ({@code contract/drivers.md} section 2). A name may stand for an
     * implementation that this build does not have; only those found by {@code ServiceLoader} are offered.
     */
    List<String> supported(InterfaceKind kind);

    /** Whether it takes any enabled implementation, as {@code fake-hardware} does. */
    default boolean takesAnyInterface() {
        return false;
    }
}
