package dev.fettle.config;

import java.time.Duration;
import java.util.List;

/** Talking to agents in ramdisks. */
public final class AgentOptions {
    private static final String GROUP = "agent";

    public static final Option<Boolean> STREAM_RAW_IMAGES =
            Option.flag(GROUP, "stream_raw_images", true, "Agents write raw images without buffering.");
    public static final Option<Boolean> REQUIRE_TLS =
            Option.flag(GROUP, "require_tls", true, "Refuse agents whose callback URL is not https.");
    public static final Option<String> VERIFY_CA =
            Option.text(GROUP, "verify_ca", "true", "Check agent certificates: true, false, or a CA file.");
    public static final Option<String> CERTIFICATES_PATH = Option.text(
            GROUP, "certificates_path", "/var/lib/ironic/certificates", "Folder for certificates that agents send.");
    public static final Option<Duration> COMMAND_TIMEOUT =
            Option.seconds(GROUP, "command_timeout", 60, "Limit of one request to an agent, in seconds.");
    public static final Option<Integer> MAX_COMMAND_ATTEMPTS = Option.integer(
            GROUP, "max_command_attempts", 3, "Tries of one request to an agent when the connection fails.");
    public static final Option<Integer> POST_DEPLOY_GET_POWER_STATE_RETRIES =
            Option.integer(GROUP, "post_deploy_get_power_state_retries", 6, "Polls for the agent powering itself off.");
    public static final Option<Duration> POST_DEPLOY_GET_POWER_STATE_RETRY_INTERVAL = Option.seconds(
            GROUP,
            "post_deploy_get_power_state_retry_interval",
            5,
            "Seconds between polls for the agent powering itself off.");

    static final List<Option<?>> ALL = List.of(
            STREAM_RAW_IMAGES,
            REQUIRE_TLS,
            VERIFY_CA,
            CERTIFICATES_PATH,
            COMMAND_TIMEOUT,
            MAX_COMMAND_ATTEMPTS,
            POST_DEPLOY_GET_POWER_STATE_RETRIES,
            POST_DEPLOY_GET_POWER_STATE_RETRY_INTERVAL);

    private AgentOptions() {}
}
