package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Boot device and other settings outside the operating system. */
public interface ManagementInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.MANAGEMENT;
    }

    List<String> supportedBootDevices(NodeTask task);

    /** @throws dev.fettle.model.FaultException {@code INVALID_PARAMETER_VALUE} for a device that is not supported */
    void setBootDevice(NodeTask task, String device, boolean persistent);

    BootDevice bootDevice(NodeTask task);

    /** The vendor's name in the spelling that quirks are keyed by; empty when the machine does not say. */
    default Optional<String> detectVendor(NodeTask task) {
        return Optional.empty();
    }

    /** {@code bios} or {@code uefi}; empty when the machine does not say. */
    default Optional<String> bootMode(NodeTask task) {
        return Optional.empty();
    }

    /** OK, Warning or Critical; empty when the machine does not say. */
    default Optional<String> health(NodeTask task) {
        return Optional.empty();
    }

    /** Sensor readings: {@code {type: {id: {...}}}}. */
    default Map<String, Object> sensors(NodeTask task) {
        return Map.of();
    }

    /** Whether secure boot is on; empty when the machine does not say. */
    default Optional<Boolean> secureBoot(NodeTask task) {
        return Optional.empty();
    }

    /** Throws when the machine's boot mode cannot be changed; the same holds for the methods below. */
    default BootModeControl bootModeControl(NodeTask task) {
        throw Driver.unsupported("set_boot_mode", task.node().driver());
    }

    default SecureBootControl secureBootControl(NodeTask task) {
        throw Driver.unsupported("set_secure_boot_state", task.node().driver());
    }

    default IndicatorControl indicatorControl(NodeTask task) {
        throw Driver.unsupported("get_supported_indicators", task.node().driver());
    }

    default VirtualMediaControl virtualMediaControl(NodeTask task) {
        throw Driver.unsupported("attach_virtual_media", task.node().driver());
    }

    default NmiControl nmiControl(NodeTask task) {
        throw Driver.unsupported("inject_nmi", task.node().driver());
    }
}
