package dev.fettle.driver.ipmi;

import dev.fettle.driver.spi.DriverInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.InterfaceKind;
import java.util.Map;

/** Checks the node's IPMI settings. Offers no steps: raw commands to a BMC are not passed through. */
public final class IpmitoolVendor implements DriverInterface {

    @Override
    public InterfaceKind kind() {
        return InterfaceKind.VENDOR;
    }

    @Override
    public String name() {
        return "ipmitool";
    }

    @Override
    public Map<String, String> properties() {
        return IpmiProperties.ALL;
    }

    @Override
    public void validate(NodeTask task) {
        IpmiSettings.read(task.node(), task.config());
    }
}
