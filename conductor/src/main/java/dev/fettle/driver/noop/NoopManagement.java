package dev.fettle.driver.noop;

import dev.fettle.driver.spi.BootDevice;
import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.List;

/** For machines whose boot order is set by hand: network first, then disk ({@code contract/drivers.md} section 13). */
public final class NoopManagement implements ManagementInterface {
    private static final List<String> DEVICES = List.of("pxe", "disk");

    @Override
    public String name() {
        return "noop";
    }

    @Override
    public List<String> supportedBootDevices(NodeTask task) {
        return DEVICES;
    }

    @Override
    public void setBootDevice(NodeTask task, String device, boolean persistent) {
        if (!DEVICES.contains(device)) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Invalid boot device specified. The noop management interface supports "
                            + String.join(", ", DEVICES) + ".");
        }
        task.ensureLockHeld();
    }

    @Override
    public BootDevice bootDevice(NodeTask task) {
        return new BootDevice("pxe", true);
    }
}
