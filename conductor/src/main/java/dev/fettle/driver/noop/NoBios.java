package dev.fettle.driver.noop;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.InterfaceKind;

/** For nodes without BIOS settings. */
public final class NoBios implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.BIOS;
    }

    @Override
    public String name() {
        return "no-bios";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}
