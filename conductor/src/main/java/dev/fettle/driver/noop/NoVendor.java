package dev.fettle.driver.noop;

import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.InterfaceKind;

/** For nodes without extras of a vendor. */
public final class NoVendor implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.VENDOR;
    }

    @Override
    public String name() {
        return "no-vendor";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }
}
