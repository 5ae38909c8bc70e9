package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import java.util.List;

/** Extras of a vendor that callers reach by the name of a method. */
public interface VendorInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.VENDOR;
    }

    /**
     * Methods that work on a node.
     *
     * @param driver name of the hardware type, for messages
     */
    default List<VendorMethod<NodeTask>> nodeMethods(String driver) {
        return List.of();
    }

    /** Methods that need no node; they get the configuration. */
    default List<VendorMethod<dev.fettle.config.Configuration>> driverMethods(String driver) {
        return List.of();
    }
}
