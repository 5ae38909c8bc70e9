package dev.fettle.config;

import java.time.Duration;
import java.util.List;

/** IPMI by ipmitool. */
public final class IpmiOptions {
    private static final String GROUP = "ipmi";

    public static final Option<String> IPMITOOL = Option.text(GROUP, "ipmitool", "ipmitool", "The program.");
    public static final Option<Duration> COMMAND_RETRY_TIMEOUT = Option.seconds(
            GROUP, "command_retry_timeout", 60, "Limit of one operation with all its retries, in seconds.");
    public static final Option<Duration> MIN_COMMAND_INTERVAL =
            Option.seconds(GROUP, "min_command_interval", 5, "Least time between two commands to one BMC, in seconds.");
    public static final Option<Boolean> USE_IPMITOOL_RETRIES =
            Option.flag(GROUP, "use_ipmitool_retries", false, "Let ipmitool itself retry.");
    public static final Option<Boolean> DISABLE_BOOT_TIMEOUT = Option.flag(
            GROUP, "disable_boot_timeout", true, "Send the raw command that lifts the 60 s limit of a boot device.");
    public static final Option<List<String>> CIPHER_SUITE_VERSIONS =
            Option.list(GROUP, "cipher_suite_versions", "", "Cipher suites to step down through, such as 3,17.");
    public static final Option<Boolean> STORE_CRED_IN_ENV =
            Option.flag(GROUP, "store_cred_in_env", false, "Hand the password over by environment instead of a file.");

    static final List<Option<?>> ALL = List.of(
            IPMITOOL,
            COMMAND_RETRY_TIMEOUT,
            MIN_COMMAND_INTERVAL,
            USE_IPMITOOL_RETRIES,
            DISABLE_BOOT_TIMEOUT,
            CIPHER_SUITE_VERSIONS,
            STORE_CRED_IN_ENV);

    private IpmiOptions() {}
}
