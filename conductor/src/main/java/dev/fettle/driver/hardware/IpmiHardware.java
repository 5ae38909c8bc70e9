package dev.fettle.driver.hardware;

import dev.fettle.driver.spi.HardwareType;
import dev.fettle.model.InterfaceKind;
import java.util.List;

/** Machines with a BMC that speaks IPMI. */
public final class IpmiHardware implements HardwareType {
    private static final Support SUPPORT = Support.COMMON
            .before(InterfaceKind.CONSOLE, "ipmitool-socat")
            .with(InterfaceKind.MANAGEMENT, "ipmitool", "noop")
            .with(InterfaceKind.POWER, "ipmitool")
            .before(InterfaceKind.VENDOR, "ipmitool");

    @Override
    public String name() {
        return "ipmi";
    }

    @Override
    public List<String> supported(InterfaceKind kind) {
        return SUPPORT.of(kind);
    }
}
