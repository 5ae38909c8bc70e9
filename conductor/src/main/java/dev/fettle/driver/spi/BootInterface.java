package dev.fettle.driver.spi;

import dev.fettle.model.InterfaceKind;
import java.util.Map;
import java.util.Set;

/** Prepares what a machine boots at its next power on. All methods are idempotent. */
public interface BootInterface extends DriverInterface {

    @Override
    default InterfaceKind kind() {
        return InterfaceKind.BOOT;
    }

    /** Such as {@code ramdisk_boot}, {@code ipxe_boot}, {@code pxe_boot}. */
    default Set<String> capabilities() {
        return Set.of();
    }

    /** @param kernelParameters for the ramdisk, such as {@code ipa-api-url} */
    void prepareRamdisk(NodeTask task, Map<String, String> kernelParameters);

    void cleanUpRamdisk(NodeTask task);

    void prepareInstance(NodeTask task);

    void cleanUpInstance(NodeTask task);
}
