package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;

/** BIOS settings. Changing them is done by its steps {@code apply_configuration} and {@code factory_reset}. */
public interface BiosInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.BIOS;
    }

    /** Reads the settings and keeps them in {@link NodeTask#records}. Needs the lock; blocks. */
    default void cacheSettings(NodeTask task) {}
}
