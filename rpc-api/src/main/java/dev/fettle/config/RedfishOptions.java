package dev.fettle.config;

import java.time.Duration;
import java.util.List;

/** Redfish. */
public final class RedfishOptions {
    private static final String GROUP = "redfish";

    public static final Option<Integer> CONNECTION_ATTEMPTS =
            Option.integer(GROUP, "connection_attempts", 5, "Tries of one request when the connection fails.");
    public static final Option<Duration> CONNECTION_RETRY_INTERVAL =
            Option.seconds(GROUP, "connection_retry_interval", 4, "Seconds between such tries.");
    public static final Option<Duration> CONNECT_TIMEOUT =
            Option.seconds(GROUP, "connect_timeout", 30, "Limit of connecting, in seconds.");
    public static final Option<Duration> READ_TIMEOUT =
            Option.seconds(GROUP, "read_timeout", 60, "Limit of waiting for an answer, in seconds.");
    public static final Option<String> AUTH_TYPE =
            Option.choice(GROUP, "auth_type", List.of("basic", "session", "auto"), "auto", "basic, session or auto.");
    public static final Option<Duration> BOOT_MODE_CONFIG_TIMEOUT = Option.seconds(
            GROUP,
            "boot_mode_config_timeout",
            900,
            "Limit in seconds of waiting for a changed boot mode or secure boot to come into force by a restart.");

    static final List<Option<?>> ALL = List.of(
            CONNECTION_ATTEMPTS,
            CONNECTION_RETRY_INTERVAL,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            AUTH_TYPE,
            BOOT_MODE_CONFIG_TIMEOUT);

    private RedfishOptions() {}
}
