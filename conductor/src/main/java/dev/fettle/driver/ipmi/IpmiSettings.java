package dev.fettle.driver.ipmi;

import dev.fettle.config.Configuration;
import dev.fettle.config.IpmiOptions;
import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.model.node.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How to reach the BMC of a node: its driver_info, checked. What is in here fits into one argument each, and none of the values that stand
 * alone can be taken for an option.
 *
 * @param password may be empty; never to be printed
 */
record IpmiSettings(
        UUID node,
        String address,
        int port,
        Optional<String> username,
        String password,
        String privilege,
        boolean version2,
        Optional<String> kgKey,
        OptionalInt cipherSuite,
        Bridging bridging,
        boolean forceBootDevice,
        boolean disableBootTimeout) {

    private static final Pattern HOST_NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*\\.?");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9_.-]{1,15})?");
    private static final Pattern KG_KEY = Pattern.compile("([0-9A-Fa-f]{2}){1,20}");
    private static final List<String> PRIVILEGES = List.of("ADMINISTRATOR", "OPERATOR", "USER", "CALLBACK");

    /** @throws dev.fettle.model.FaultException {@code MISSING_} or {@code INVALID_PARAMETER_VALUE} that names the key, never a value */
    static IpmiSettings read(Node node, Configuration config) {
        var info = new InfoDocument("driver_info", node.driverInfo());
        var version2 = info.choice(IpmiProperties.PROTOCOL_VERSION, List.of("2.0", "1.5"))
                .orElse("2.0")
                .equals("2.0");
        port(info, IpmiProperties.TERMINAL_PORT, 0);
        return new IpmiSettings(
                node.uuid(),
                address(info),
                port(info, IpmiProperties.PORT, 623),
                limited(info, IpmiProperties.USERNAME, 16),
                limited(info, IpmiProperties.PASSWORD, version2 ? 20 : 16).orElse(""),
                info.choice(IpmiProperties.PRIV_LEVEL, PRIVILEGES).orElse("ADMINISTRATOR"),
                version2,
                kgKey(info, version2),
                cipherSuite(info, version2),
                Bridging.read(info),
                info.flag(IpmiProperties.FORCE_BOOT_DEVICE, false),
                info.flag(IpmiProperties.DISABLE_BOOT_TIMEOUT, config.get(IpmiOptions.DISABLE_BOOT_TIMEOUT)));
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "BMC " + address + " port " + port + " of node " + node;
    }

    /** The same for all nodes behind that BMC. */
    String bmc() {
        return address + " " + port;
    }

    private static String address(InfoDocument info) {
        var address = info.required(IpmiProperties.ADDRESS, "set it to the IP address or host name of the BMC")
                .strip();
        if (!HOST_NAME.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            throw info.invalid(
                    IpmiProperties.ADDRESS,
                    "is neither an IP address nor a host name; give one of them without port or brackets");
        }
        return address;
    }

    private static int port(InfoDocument info, String key, int whenAbsent) {
        var port = info.number(key);
        if (port.isPresent() && (port.get() < 1 || port.get() > 65_535)) {
            throw info.invalid(key, "must be a port number from 1 to 65535");
        }
        return port.map(Math::toIntExact).orElse(whenAbsent);
    }

    private static Optional<String> limited(InfoDocument info, String key, int bytes) {
        var text = info.text(key);
        if (text.isPresent() && text.get().getBytes(StandardCharsets.UTF_8).length > bytes) {
            throw info.invalid(
                    key, "is longer than the " + bytes + " bytes that IPMI allows; shorten it on the BMC and here");
        }
        return text;
    }

    private static Optional<String> kgKey(InfoDocument info, boolean version2) {
        var key = info.text(IpmiProperties.HEX_KG_KEY).map(String::strip);
        if (key.isPresent() && !KG_KEY.matcher(key.get()).matches()) {
            throw info.invalid(IpmiProperties.HEX_KG_KEY, "must be an even number of hexadecimal digits, at most 40");
        }
        if (key.isPresent() && !version2) {
            throw info.invalid(
                    IpmiProperties.HEX_KG_KEY, "needs ipmi_protocol_version 2.0; change that or remove the key");
        }
        return key;
    }

    private static OptionalInt cipherSuite(InfoDocument info, boolean version2) {
        var suite = info.number(IpmiProperties.CIPHER_SUITE);
        if (suite.isEmpty()) {
            return OptionalInt.empty();
        }
        if (suite.get() > 255) {
            throw info.invalid(IpmiProperties.CIPHER_SUITE, "must be a number from 0 to 255");
        }
        if (!version2) {
            throw info.invalid(
                    IpmiProperties.CIPHER_SUITE, "needs ipmi_protocol_version 2.0; change that or remove the suite");
        }
        return OptionalInt.of(Math.toIntExact(suite.get()));
    }
}
