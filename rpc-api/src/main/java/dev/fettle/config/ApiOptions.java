package dev.fettle.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The REST API. */
public final class ApiOptions {
    private static final String GROUP = "api";

    public static final Option<String> HOST_IP =
            Option.text(GROUP, "host_ip", "127.0.0.1", "Address to listen on; 0.0.0.0 for all.");
    public static final Option<Integer> PORT =
            Option.integer(GROUP, "port", 6385, 0, 65535, "Port to listen on; 0 picks a free one.");
    public static final Option<Optional<String>> PUBLIC_ENDPOINT =
            Option.optional(GROUP, "public_endpoint", "Base of links in answers. Unset: taken from the request.");
    public static final Option<Integer> MAX_LIMIT =
            Option.integer(GROUP, "max_limit", 1000, "Most items on one page of a list.");
    public static final Option<Boolean> ENABLE_RAMDISK_ENDPOINTS = Option.flag(
            GROUP, "enable_ramdisk_endpoints", true, "Serve lookup and heartbeat here, beside the callback service.");
    public static final Option<Boolean> RESTRICT_LOOKUP =
            Option.flag(GROUP, "restrict_lookup", true, "Answer lookups only for nodes that expect an agent.");
    public static final Option<Duration> RAMDISK_HEARTBEAT_TIMEOUT = Option.seconds(
            GROUP,
            "ramdisk_heartbeat_timeout",
            300,
            "Seconds told to the agent; it calls at a random 0.3 to 0.6 of it.");
    public static final Option<Boolean> PROJECT_ADMIN_CAN_MANAGE_OWN_NODES = Option.flag(
            GROUP, "project_admin_can_manage_own_nodes", true, "Project admins may create and delete nodes they own.");
    public static final Option<List<String>> DISALLOW_DEPLOY_STEPS = Option.list(
            GROUP,
            "disallow_deploy_steps",
            "vendor.send_raw",
            "Deploy steps, interface.step, that requests may not name.");
    public static final Option<List<String>> DISALLOW_CLEAN_STEPS = Option.list(
            GROUP,
            "disallow_clean_steps",
            "vendor.send_raw",
            "Clean steps, interface.step, that requests may not name.");
    public static final Option<List<String>> DISALLOW_SERVICE_STEPS = Option.list(
            GROUP,
            "disallow_service_steps",
            "vendor.send_raw",
            "Service steps, interface.step, that requests may not name.");
    public static final Option<List<String>> DISALLOWED_ENROLLMENT_BOOT_MODES = Option.list(
            GROUP, "disallowed_enrollment_boot_modes", "", "Boot modes refused in properties.capabilities.");
    public static final Option<Integer> MAX_JSON_BODY_SIZE =
            Option.integer(GROUP, "max_json_body_size", 1024, "Largest request body in KiB.");
    public static final Option<Integer> MAX_JSON_BODY_SIZE_PROVISION =
            Option.integer(GROUP, "max_json_body_size_provision", 65536, "Largest body of states/provision in KiB.");
    public static final Option<Integer> MAX_JSON_BODY_SIZE_INSPECTION = Option.integer(
            GROUP, "max_json_body_size_inspection", 16384, "Largest body of continue_inspection in KiB.");
    public static final Option<Integer> MAX_JSON_BODY_DEPTH =
            Option.integer(GROUP, "max_json_body_depth", 25, "Deepest nesting of a request body.");

    static final List<Option<?>> ALL = List.of(
            HOST_IP,
            PORT,
            PUBLIC_ENDPOINT,
            MAX_LIMIT,
            ENABLE_RAMDISK_ENDPOINTS,
            RESTRICT_LOOKUP,
            RAMDISK_HEARTBEAT_TIMEOUT,
            PROJECT_ADMIN_CAN_MANAGE_OWN_NODES,
            DISALLOW_DEPLOY_STEPS,
            DISALLOW_CLEAN_STEPS,
            DISALLOW_SERVICE_STEPS,
            DISALLOWED_ENROLLMENT_BOOT_MODES,
            MAX_JSON_BODY_SIZE,
            MAX_JSON_BODY_SIZE_PROVISION,
            MAX_JSON_BODY_SIZE_INSPECTION,
            MAX_JSON_BODY_DEPTH);

    private ApiOptions() {}
}
