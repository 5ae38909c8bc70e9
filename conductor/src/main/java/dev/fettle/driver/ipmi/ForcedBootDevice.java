package dev.fettle.driver.ipmi;

import dev.fettle.driver.spi.NodeTask;

/**
 * For BMCs that forget a persistent boot device ({@code ipmi_force_boot_device}): it is kept on the node and sent again, for one boot, before each
 * power on.
 */
final class ForcedBootDevice {
    private static final String DEVICE = "persistent_boot_device";
    private static final String NEXT_IS_PERSISTENT = "is_next_boot_persistent";

    private ForcedBootDevice() {}

    static void remember(NodeTask task, BootSelector device, boolean persistent) {
        task.save(node -> persistent
                ? node.withInternal(DEVICE, device.device()).withInternal(NEXT_IS_PERSISTENT, null)
                : node.withInternal(NEXT_IS_PERSISTENT, false));
    }

    /** A device set for the next boot only goes first, once. */
    static void restore(NodeTask task, IpmiSettings settings, Ipmitool ipmitool) {
        if (!settings.forceBootDevice()) {
            return;
        }
        if (Boolean.FALSE.equals(task.node().internalInfo().get(NEXT_IS_PERSISTENT))) {
            task.save(node -> node.withInternal(NEXT_IS_PERSISTENT, null));
            return;
        }
        var device = task.node().internalText(DEVICE);
        if (device != null) {
            BootSelector.of(device).ifPresent(selector -> BootFlags.send(task, settings, ipmitool, selector, false));
        }
    }
}
