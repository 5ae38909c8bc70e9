package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;

/** Firmware of a machine's components. Updates are done by its step {@code update}. */
public interface FirmwareInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.FIRMWARE;
    }

    /** Reads the versions and keeps them in {@link NodeTask#records}. Needs the lock; blocks. */
    default void cacheComponents(NodeTask task) {}
}
