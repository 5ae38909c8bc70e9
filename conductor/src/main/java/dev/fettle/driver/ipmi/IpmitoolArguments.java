package dev.fettle.driver.ipmi;

import dev.fettle.config.Configuration;
import dev.fettle.config.IpmiOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The argument vector of one call of ipmitool ({@code contract/drivers.md} section 9). It never holds the password, and no value of a node can
 * become an option: each follows the option that it belongs to, and the command itself is ours.
 */
final class IpmitoolArguments {
    private static final int MOST_TRIES = 255;

    private IpmitoolArguments() {}

    /**
     * @param cipher overrides the one of ipmitool; ignored for IPMI 1.5
     * @param credentials arguments that say where the password is
     */
    static List<String> of(
            Configuration config,
            IpmiSettings settings,
            OptionalInt cipher,
            List<String> credentials,
            List<String> command) {
        var arguments = new ArrayList<String>(32);
        arguments.add(config.get(IpmiOptions.IPMITOOL));
        arguments.addAll(List.of("-I", settings.version2() ? "lanplus" : "lan"));
        arguments.addAll(List.of("-H", settings.address(), "-L", settings.privilege()));
        arguments.addAll(List.of("-p", Integer.toString(settings.port())));
        settings.username().ifPresent(name -> arguments.addAll(List.of("-U", name)));
        settings.kgKey().ifPresent(key -> arguments.addAll(List.of("-y", key)));
        if (settings.version2()) {
            cipher.ifPresent(suite -> arguments.addAll(List.of("-C", Integer.toString(suite))));
        }
        arguments.addAll(settings.bridging().arguments());
        arguments.addAll(List.of("-R", Integer.toString(tries(config)), "-N", Long.toString(interval(config))));
        arguments.add("-v"); // on standard error, why a session was refused; standard output stays as it is
        arguments.addAll(credentials);
        arguments.addAll(command);
        return List.copyOf(arguments);
    }

    /** 1, or what fits into the limit when ipmitool waits one second longer each time. */
    static int tries(Configuration config) {
        if (!config.get(IpmiOptions.USE_IPMITOOL_RETRIES)) {
            return 1;
        }
        var left = config.get(IpmiOptions.COMMAND_RETRY_TIMEOUT).toSeconds();
        var wait = interval(config);
        var tries = 0;
        while (left >= wait && tries < MOST_TRIES) {
            tries++;
            left -= wait;
            wait++;
        }
        return Math.max(1, tries);
    }

    private static long interval(Configuration config) {
        return Math.clamp(config.get(IpmiOptions.MIN_COMMAND_INTERVAL).toSeconds(), 1, 255);
    }
}
