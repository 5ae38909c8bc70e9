package dev.fettle.driver.ipmi;

import dev.fettle.driver.spi.BootDevice;
import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.NmiControl;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Boot device, vendor and interrupts by IPMI ({@code contract/drivers.md} section 9). */
public final class IpmitoolManagement implements ManagementInterface {
    private static final String PERSISTENT = "Options apply to all future boots";
    private static final String VENDOR = "Manufacturer Name";

    private final Ipmitool ipmitool;

    public IpmitoolManagement() {
        this(Ipmitool.SHARED);
    }

    IpmitoolManagement(Ipmitool ipmitool) {
        this.ipmitool = ipmitool;
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
        settings(task);
    }

    @Override
    public List<String> supportedBootDevices(NodeTask task) {
        return BootSelector.devices();
    }

    @Override
    public void setBootDevice(NodeTask task, String device, boolean persistent) {
        var selector = BootSelector.of(device)
                .orElseThrow(() -> new FaultException(
                        FaultCode.INVALID_PARAMETER_VALUE,
                        "Invalid boot device specified. The ipmitool management interface supports "
                                + String.join(", ", BootSelector.devices()) + "."));
        var settings = settings(task);
        task.ensureLockHeld();
        if (settings.forceBootDevice()) {
            ForcedBootDevice.remember(task, selector, persistent);
        }
        BootFlags.send(task, settings, ipmitool, selector, persistent && !settings.forceBootDevice());
    }

    @Override
    public BootDevice bootDevice(NodeTask task) {
        var answer = ipmitool.ask(task, settings(task), "chassis bootparam get 5");
        return new BootDevice(
                BootSelector.printedIn(answer).map(BootSelector::device).orElse(null), answer.contains(PERSISTENT));
    }

    @Override
    public Optional<String> detectVendor(NodeTask task) {
        return ipmitool.ask(task, settings(task), "mc info")
                .lines()
                .filter(line -> line.startsWith(VENDOR) && line.indexOf(':') > 0)
                .map(line -> line.substring(line.indexOf(':') + 1).strip().toLowerCase(Locale.ROOT))
                .filter(vendor -> !vendor.isEmpty() && !vendor.startsWith("unknown"))
                .findFirst();
    }

    @Override
    public NmiControl nmiControl(NodeTask task) {
        return held -> ipmitool.tell(held, settings(held), "power diag");
    }

    private static IpmiSettings settings(NodeTask task) {
        return IpmiSettings.read(task.node(), task.config());
    }
}
