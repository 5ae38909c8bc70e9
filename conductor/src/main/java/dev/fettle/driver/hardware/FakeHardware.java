package dev.fettle.driver.hardware;

import dev.fettle.driver.spi.HardwareType;
import dev.fettle.model.InterfaceKind;
import java.util.List;

/** Nodes without hardware, for trials and tests; they take any enabled interface. */
public final class FakeHardware implements HardwareType {
    private static final Support SUPPORT = Support.COMMON
            .before(InterfaceKind.BIOS, "fake")
            .before(InterfaceKind.BOOT, "fake")
            .before(InterfaceKind.CONSOLE, "fake")
            .before(InterfaceKind.DEPLOY, "fake")
            .before(InterfaceKind.FIRMWARE, "fake")
            .before(InterfaceKind.INSPECT, "fake")
            .with(InterfaceKind.MANAGEMENT, "fake")
            .with(InterfaceKind.POWER, "fake")
            .before(InterfaceKind.RAID, "fake")
            .before(InterfaceKind.RESCUE, "fake")
            .before(InterfaceKind.STORAGE, "fake")
            .before(InterfaceKind.VENDOR, "fake");

    @Override
    public String name() {
        return "fake-hardware";
    }

    @Override
    public List<String> supported(InterfaceKind kind) {
        return SUPPORT.of(kind);
    }

    @Override
    public boolean takesAnyInterface() {
        return true;
    }
}
