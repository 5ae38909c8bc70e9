package dev.fettle.driver.noop;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.InterfaceKind;

/** For nodes without firmware updates. */
public final class NoFirmware implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.FIRMWARE;
    }

    @Override
    public String name() {
        return "no-firmware";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}
