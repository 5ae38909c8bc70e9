package dev.fettle.driver.noop;

import dev.fettle.config.Configuration;
import dev.fettle.driver.spi.Driver;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.VendorInterface;
import dev.fettle.driver.spi.VendorMethod;
import java.util.List;

/** For nodes without extras of a vendor. */
public final class NoVendor implements VendorInterface {

    @Override
    public String name() {
        return "no-vendor";
    }

    @Override
    public void validate(NodeTask task) {
        throw Driver.unsupported(kind().word(), task.node().driver());
    }

    @Override
    public List<VendorMethod<NodeTask>> nodeMethods(String driver) {
        throw Driver.unsupported(kind().word(), driver);
    }

    @Override
    public List<VendorMethod<Configuration>> driverMethods(String driver) {
        throw Driver.unsupported(kind().word(), driver);
    }
}
