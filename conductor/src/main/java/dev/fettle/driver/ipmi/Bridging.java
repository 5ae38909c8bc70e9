package dev.fettle.driver.ipmi;

import dev.fettle.driver.spi.InfoDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How requests reach a BMC behind another one. Channels and addresses are numbers as ipmitool reads them, decimal or with 0x.
 *
 * @param arguments for ipmitool; empty without bridging
 */
record Bridging(List<String> arguments) {
    static final Bridging NONE = new Bridging(List.of());

    private static final Pattern BYTE = Pattern.compile("0[xX][0-9A-Fa-f]{1,2}|[0-9]{1,3}");

    /** One option of ipmitool with the key that its value comes from. */
    private record Hop(String option, String key) {}

    private static final Hop TRANSIT_CHANNEL = new Hop("-B", IpmiProperties.TRANSIT_CHANNEL);
    private static final Hop TRANSIT_ADDRESS = new Hop("-T", IpmiProperties.TRANSIT_ADDRESS);
    private static final Hop TARGET_CHANNEL = new Hop("-b", IpmiProperties.TARGET_CHANNEL);
    private static final Hop TARGET_ADDRESS = new Hop("-t", IpmiProperties.TARGET_ADDRESS);

    static Bridging read(InfoDocument info) {
        var mode = info.choice(IpmiProperties.BRIDGING, List.of("no", "single", "dual"))
                .orElse("no");
        return switch (mode) {
            case "single" -> of(info, mode, List.of(TARGET_CHANNEL, TARGET_ADDRESS));
            case "dual" -> of(info, mode, List.of(TRANSIT_CHANNEL, TRANSIT_ADDRESS, TARGET_CHANNEL, TARGET_ADDRESS));
            default -> checkedOnly(info);
        };
    }

    private static Bridging of(InfoDocument info, String mode, List<Hop> hops) {
        var arguments = new ArrayList<String>(List.of("-m", number(info, IpmiProperties.LOCAL_ADDRESS, "0x20")));
        for (var hop : hops) {
            info.required(hop.key(), mode + " bridging needs it; set it, or set ipmi_bridging to no");
            arguments.add(hop.option());
            arguments.add(number(info, hop.key(), ""));
        }
        return new Bridging(List.copyOf(arguments));
    }

    /** Values that are not used must be sound all the same: a later change of ipmi_bridging alone makes them matter. */
    private static Bridging checkedOnly(InfoDocument info) {
        number(info, IpmiProperties.LOCAL_ADDRESS, "");
        for (var hop : List.of(TRANSIT_CHANNEL, TRANSIT_ADDRESS, TARGET_CHANNEL, TARGET_ADDRESS)) {
            number(info, hop.key(), "");
        }
        return NONE;
    }

    private static String number(InfoDocument info, String key, String whenAbsent) {
        var text = info.text(key).map(String::strip);
        if (text.isPresent() && (!BYTE.matcher(text.get()).matches() || Integer.decode(decodable(text.get())) > 255)) {
            throw info.invalid(key, "must be a number from 0 to 255, decimal or with 0x");
        }
        return text.orElse(whenAbsent);
    }

    /** {@link Integer#decode} takes a leading zero for octal. */
    private static String decodable(String number) {
        return number.startsWith("0x") || number.startsWith("0X")
                ? number
                : Integer.valueOf(number).toString();
    }
}
