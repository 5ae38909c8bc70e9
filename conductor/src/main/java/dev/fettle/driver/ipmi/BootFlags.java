package dev.fettle.driver.ipmi;

import dev.fettle.config.DeployOptions;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a boot device to a BMC in the way that the machine's boot mode asks for ({@code contract/drivers.md} sections 7 and 9). */
final class BootFlags {
    private static final Logger LOG = LoggerFactory.getLogger(BootFlags.class);
    private static final String LIFT_TIMEOUT = "raw 0x00 0x08 0x03 0x08";
    private static final Pattern BOOT_MODE = Pattern.compile("(?:^|,)\\s*boot_mode\\s*:\\s*(\\w+)");
    private static final Pattern SECURE_BOOT =
            Pattern.compile("(?:^|,)\\s*secure_boot\\s*:\\s*true", Pattern.CASE_INSENSITIVE);

    private BootFlags() {}

    static void send(NodeTask task, IpmiSettings settings, Ipmitool ipmitool, BootSelector device, boolean persistent) {
        if (settings.disableBootTimeout()) {
            ipmitool.tell(task, settings, LIFT_TIMEOUT);
        }
        if (!uefi(task)) {
            ipmitool.tell(task, settings, device.biosCommand(persistent));
            return;
        }
        try {
            ipmitool.tell(task, settings, device.uefiCommand(persistent, supermicro(task)));
        } catch (FaultException e) {
            // many BMCs know these flags for BIOS only, and UEFI machines mostly find their way by their own boot order
            LOG.warn("Boot device {} of {} is left as it is: {}", device.device(), task.node(), e.text());
        }
    }

    private static boolean supermicro(NodeTask task) {
        var vendor = Objects.toString(task.node().properties().get("vendor"), "");
        return vendor.toLowerCase(Locale.ROOT).contains("supermicro");
    }

    private static boolean uefi(NodeTask task) {
        return bootMode(task).toLowerCase(Locale.ROOT).equals("uefi");
    }

    private static String bootMode(NodeTask task) {
        var node = task.node();
        var wanted = capabilities(node.instanceInfo());
        if (SECURE_BOOT.matcher(wanted).find()) {
            return "uefi";
        }
        for (var capabilities : new String[] {wanted, capabilities(node.properties())}) {
            var mode = BOOT_MODE.matcher(capabilities);
            if (mode.find()) {
                return mode.group(1);
            }
        }
        var deployed = node.internalText("deploy_boot_mode");
        return deployed != null ? deployed : task.config().get(DeployOptions.DEFAULT_BOOT_MODE);
    }

    /** Capabilities come as {@code "a:b,c:d"} or as an object; here in the first form. */
    private static String capabilities(Map<String, Object> document) {
        return switch (document.get("capabilities")) {
            case String text -> text.replaceAll("[{}\"\\s]", "");
            case Map<?, ?> map -> {
                var text = new StringBuilder();
                map.forEach((key, value) ->
                        text.append(key).append(':').append(value).append(','));
                yield text.toString();
            }
            case null, default -> "";
        };
    }
}
