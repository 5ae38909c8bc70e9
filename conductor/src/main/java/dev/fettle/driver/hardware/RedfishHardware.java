package dev.fettle.driver.hardware;

import dev.fettle.driver.spi.HardwareType;
import dev.fettle.model.InterfaceKind;
import java.util.List;

/** Machines with a BMC that speaks Redfish. */
public final class RedfishHardware implements HardwareType {
    private static final Support SUPPORT = Support.COMMON
            .before(InterfaceKind.BIOS, "redfish")
            .after(InterfaceKind.BOOT, "redfish-virtual-media", "redfish-https")
            .before(InterfaceKind.CONSOLE, "redfish-graphical", "ipmitool-socat")
            .before(InterfaceKind.FIRMWARE, "redfish")
            .before(InterfaceKind.INSPECT, "redfish")
            .before(InterfaceKind.MANAGEMENT, "redfish")
            .with(InterfaceKind.POWER, "redfish")
            .before(InterfaceKind.RAID, "redfish")
            .before(InterfaceKind.VENDOR, "redfish");

    @Override
    public String name() {
        return "redfish";
    }

    @Override
    public List<String> supported(InterfaceKind kind) {
        return SUPPORT.of(kind);
    }
}
