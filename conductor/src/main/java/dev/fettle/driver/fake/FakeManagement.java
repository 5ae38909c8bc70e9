package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.BootDevice;
import dev.fettle.driver.spi.IndicatorControl;
import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.NmiControl;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.VirtualMediaControl;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.List;

/** Knows one boot device, pxe, and always reports it; two lights; three virtual drives. */
public final class FakeManagement implements ManagementInterface {
    private static final String PXE = "pxe";
    private static final IndicatorControl INDICATORS = new FakeIndicators();
    private static final VirtualMediaControl MEDIA = new FakeMedia();

    @Override
    public String name() {
        return Fake.NAME;
    }

    @Override
    public List<String> supportedBootDevices(NodeTask task) {
        return List.of(PXE);
    }

    @Override
    public void setBootDevice(NodeTask task, String device, boolean persistent) {
        if (!device.equals(PXE)) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "Invalid boot device specified. The fake management interface supports pxe only.");
        }
        FakeDelay.pause(task, FakeOptions.MANAGEMENT_DELAY);
        task.ensureLockHeld();
    }

    @Override
    public BootDevice bootDevice(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.MANAGEMENT_DELAY);
        return new BootDevice(PXE, false);
    }

    @Override
    public IndicatorControl indicatorControl(NodeTask task) {
        return INDICATORS;
    }

    @Override
    public VirtualMediaControl virtualMediaControl(NodeTask task) {
        return MEDIA;
    }

    @Override
    public NmiControl nmiControl(NodeTask task) {
        return held -> {
            FakeDelay.pause(held, FakeOptions.MANAGEMENT_DELAY);
            held.ensureLockHeld();
        };
    }
}
