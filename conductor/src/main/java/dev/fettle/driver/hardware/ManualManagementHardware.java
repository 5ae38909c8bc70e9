package dev.fettle.driver.hardware;

import dev.fettle.driver.spi.HardwareType;
import dev.fettle.model.InterfaceKind;
import java.util.List;

/** Machines without a BMC: power and boot order are changed by hand or by the agent. */
public final class ManualManagementHardware implements HardwareType {
    private static final Support SUPPORT = Support.COMMON
            .after(InterfaceKind.DEPLOY, "noop")
            .with(InterfaceKind.MANAGEMENT, "noop", "fake")
            .with(InterfaceKind.POWER, "agent", "fake");

    @Override
    public String name() {
        return "manual-management";
    }

    @Override
    public List<String> supported(InterfaceKind kind) {
        return SUPPORT.of(kind);
    }
}
