package dev.fettle.driver.pxe;

import dev.fettle.config.DefaultOptions;
import dev.fettle.config.PxeOptions;
import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.driver.spi.NodeTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The kernel command line of a ramdisk. Every parameter has to follow a grammar that leaves no room for the languages of pxelinux and GRUB: no
 * line break, quote, dollar, brace, semicolon or the like ({@code contract/drivers.md} section 7).
 */
final class KernelArguments {
    static final String KEY = "kernel_append_params";

    private static final Pattern PARAMETER =
            Pattern.compile("[A-Za-z0-9_.-]{1,64}(=[A-Za-z0-9_.:/,@%+=~\\[\\]-]{0,1024})?");

    private KernelArguments() {}

    /**
     * @param added by the flow, such as {@code ipa-api-url}
     * @throws dev.fettle.model.FaultException {@code INVALID_PARAMETER_VALUE} that names the source of what is malformed
     */
    static String of(NodeTask task, Map<String, String> added) {
        var arguments = new ArrayList<String>(List.of("selinux=0", "troubleshoot=0", "text"));
        arguments.addAll(configured(task));
        if (task.config().get(DefaultOptions.DEBUG)) {
            arguments.add("ipa-debug=1");
        }
        var info = new InfoDocument("kernel parameters", Map.of());
        added.forEach((name, value) -> arguments.add(checked(info, name, name + "=" + value)));
        return String.join(" ", arguments);
    }

    /** What driver_info says; {@code %default%} in it, or its absence, stands for the option. */
    static List<String> configured(NodeTask task) {
        var info = new InfoDocument("driver_info", task.node().driverInfo());
        var standard = task.config().get(PxeOptions.KERNEL_APPEND_PARAMS);
        var text = info.text(KEY).map(own -> own.replace("%default%", standard)).orElse(standard);
        var parameters = new ArrayList<String>();
        for (var parameter : text.split(" ")) {
            if (!parameter.isEmpty()) {
                parameters.add(checked(info, KEY, parameter));
            }
        }
        return parameters;
    }

    private static String checked(InfoDocument info, String key, String parameter) {
        if (!PARAMETER.matcher(parameter).matches()) {
            throw info.invalid(
                    key,
                    "is malformed: use name or name=value, separated by blanks, of letters, digits and _.:/,@%+=~[]-");
        }
        return parameter;
    }
}
