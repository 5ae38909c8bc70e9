package dev.fettle.driver.noop;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.InterfaceKind;

/** For nodes without RAID configuration. */
public final class NoRaid implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.RAID;
    }

    @Override
    public String name() {
        return "no-raid";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}
