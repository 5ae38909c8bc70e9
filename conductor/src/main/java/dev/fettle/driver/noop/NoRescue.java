package dev.fettle.driver.noop;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.InterfaceKind;

/** For nodes without a rescue mode. */
public final class NoRescue implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.RESCUE;
    }

    @Override
    public String name() {
        return "no-rescue";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}
