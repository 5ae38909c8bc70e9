package dev.fettle.driver.ipmi;

import dev.fettle.config.IpmiOptions;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.testing.IpmiSim;

/** Tasks on nodes whose BMC is simulated. */
final class IpmiNode {
    private IpmiNode() {}

    static TestNodeTask task(IpmiSim.Bmc bmc) {
        return new TestNodeTask()
                .with(IpmiOptions.MIN_COMMAND_INTERVAL, "0")
                .with(IpmiOptions.COMMAND_RETRY_TIMEOUT, "2")
                .driverInfo("ipmi_address", bmc.address())
                .driverInfo("ipmi_port", bmc.port())
                .driverInfo("ipmi_username", bmc.username())
                .driverInfo("ipmi_password", bmc.password())
                .driverInfo("ipmi_cipher_suite", 3);
    }
}
