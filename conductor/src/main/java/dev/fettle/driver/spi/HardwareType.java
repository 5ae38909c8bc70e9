package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import java.util.List;

/** What a family of hardware supports. Holds no logic; found through {@code META-INF/services}. */
public interface HardwareType {

    /** The {@code driver} field of a node, such as {@code redfish}. */
    String name();

    /** Supported implementations of that kind, best first ({@code contract/drivers.md} section 2). */
    List<DriverInterface> supported(InterfaceKind kind);

    /** Whether it takes any enabled implementation, as {@code fake-hardware} does. */
    default boolean takesAnyInterface() {
        return false;
    }
}
