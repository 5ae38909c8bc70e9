package dev.fettle.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Options of no particular part. */
public final class DefaultOptions {
    private static final String GROUP = "DEFAULT";

    public static final Option<String> HOST = Option.text(
            GROUP,
            "host",
            "",
            "Identity of this conductor: RPC topic suffix, conductors.hostname, owner of locks. Unique and stable over"
                    + " restarts. Empty: the host name.");
    public static final Option<String> MY_IP =
            Option.text(GROUP, "my_ip", "", "Address of this machine that others reach it by. Empty: detected.");
    public static final Option<Boolean> DEBUG =
            Option.flag(GROUP, "debug", false, "Debug logs; also adds ipa-debug=1 to the ramdisk.");
    public static final Option<Optional<String>> LOG_FILE =
            Option.optional(GROUP, "log_file", "File to log to beside standard error.");
    public static final Option<String> AUTH_STRATEGY = Option.choice(
            GROUP,
            "auth_strategy",
            List.of("noauth", "http_basic", "keystone"),
            "noauth",
            "Who checks callers: noauth, http_basic or keystone.");
    public static final Option<String> HTTP_BASIC_AUTH_USER_FILE = Option.text(
            GROUP,
            "http_basic_auth_user_file",
            "/etc/ironic/htpasswd",
            "File of user:bcrypt-hash lines for http_basic.");
    public static final Option<Optional<String>> HTTP_BASIC_AUTH_ROLES_FILE = Option.optional(
            GROUP,
            "http_basic_auth_roles_file",
            "File, YAML or JSON, that gives the users of http_basic roles and a project. Unset: every user may do"
                    + " everything.");
    public static final Option<Boolean> RBAC_SERVICE_ROLE_ELEVATED_ACCESS = Option.flag(
            GROUP,
            "rbac_service_role_elevated_access",
            false,
            "Users with the role service in the project rbac_service_project_name have the rights of system members.");
    public static final Option<String> RBAC_SERVICE_PROJECT_NAME =
            Option.text(GROUP, "rbac_service_project_name", "service", "Project of those users.");
    public static final Option<Optional<String>> TRANSPORT_URL = Option.secret(
            GROUP,
            "transport_url",
            "Message bus, rabbit://user:password@host:5672/vhost. Unset: the local transport within one process.");
    public static final Option<String> CONTROL_EXCHANGE =
            Option.text(GROUP, "control_exchange", "ironic", "Exchange that requests travel on.");
    public static final Option<String> PIN_RELEASE_VERSION = Option.choice(
            GROUP,
            "pin_release_version",
            List.of(
                    "none", "2023.1", "2023.2", "2024.1", "2024.2", "2025.1", "2025.2", "2026.1", "21.4", "23.0",
                    "24.1", "26.1", "29.0", "32.0", "35.0"),
            "none",
            "Oldest release among the peers of a rolling upgrade, such as 2025.2; messages stay within what it"
                    + " understands. none: all are of this release.");
    public static final Option<Duration> RPC_RESPONSE_TIMEOUT =
            Option.seconds(GROUP, "rpc_response_timeout", 60, "Seconds that a caller waits for a conductor.");
    public static final Option<Integer> EXECUTOR_THREAD_POOL_SIZE = Option.integer(
            GROUP,
            "executor_thread_pool_size",
            64,
            "Requests of other services that a conductor serves at the same time.");
    public static final Option<List<String>> ENABLED_HARDWARE_TYPES =
            Option.list(GROUP, "enabled_hardware_types", "fake-hardware,ipmi,redfish", "Hardware types to load.");
    public static final Option<List<String>> ENABLED_BIOS_INTERFACES =
            Option.list(GROUP, "enabled_bios_interfaces", "fake,no-bios", "BIOS interfaces to load.");
    public static final Option<List<String>> ENABLED_BOOT_INTERFACES =
            Option.list(GROUP, "enabled_boot_interfaces", "fake,pxe,redfish-virtual-media", "Boot interfaces to load.");
    public static final Option<List<String>> ENABLED_CONSOLE_INTERFACES =
            Option.list(GROUP, "enabled_console_interfaces", "fake,no-console", "Console interfaces to load.");
    public static final Option<List<String>> ENABLED_DEPLOY_INTERFACES =
            Option.list(GROUP, "enabled_deploy_interfaces", "direct,fake", "Deploy interfaces to load.");
    public static final Option<List<String>> ENABLED_FIRMWARE_INTERFACES =
            Option.list(GROUP, "enabled_firmware_interfaces", "fake,no-firmware", "Firmware interfaces to load.");
    public static final Option<List<String>> ENABLED_INSPECT_INTERFACES =
            Option.list(GROUP, "enabled_inspect_interfaces", "fake,no-inspect,redfish", "Inspect interfaces to load.");
    public static final Option<List<String>> ENABLED_MANAGEMENT_INTERFACES = Option.list(
            GROUP,
            "enabled_management_interfaces",
            "",
            "Management interfaces to load. Empty: the first that each enabled hardware type supports.");
    public static final Option<List<String>> ENABLED_NETWORK_INTERFACES =
            Option.list(GROUP, "enabled_network_interfaces", "noop", "Network interfaces to load.");
    public static final Option<List<String>> ENABLED_POWER_INTERFACES = Option.list(
            GROUP,
            "enabled_power_interfaces",
            "",
            "Power interfaces to load. Empty: the first that each enabled hardware type supports.");
    public static final Option<List<String>> ENABLED_RAID_INTERFACES =
            Option.list(GROUP, "enabled_raid_interfaces", "fake,no-raid", "RAID interfaces to load.");
    public static final Option<List<String>> ENABLED_RESCUE_INTERFACES =
            Option.list(GROUP, "enabled_rescue_interfaces", "fake,no-rescue,agent", "Rescue interfaces to load.");
    public static final Option<List<String>> ENABLED_STORAGE_INTERFACES =
            Option.list(GROUP, "enabled_storage_interfaces", "fake,noop", "Storage interfaces to load.");
    public static final Option<List<String>> ENABLED_VENDOR_INTERFACES =
            Option.list(GROUP, "enabled_vendor_interfaces", "fake,no-vendor", "Vendor interfaces to load.");
    public static final Option<Optional<String>> DEFAULT_BIOS_INTERFACE = Option.optional(
            GROUP,
            "default_bios_interface",
            "The bios interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_BOOT_INTERFACE = Option.optional(
            GROUP,
            "default_boot_interface",
            "The boot interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_CONSOLE_INTERFACE = Option.optional(
            GROUP,
            "default_console_interface",
            "The console interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_DEPLOY_INTERFACE = Option.optional(
            GROUP,
            "default_deploy_interface",
            "The deploy interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_FIRMWARE_INTERFACE = Option.optional(
            GROUP,
            "default_firmware_interface",
            "The firmware interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_INSPECT_INTERFACE = Option.optional(
            GROUP,
            "default_inspect_interface",
            "The inspect interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_MANAGEMENT_INTERFACE = Option.optional(
            GROUP,
            "default_management_interface",
            "The management interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_NETWORK_INTERFACE = Option.optional(
            GROUP,
            "default_network_interface",
            "The network interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_POWER_INTERFACE = Option.optional(
            GROUP,
            "default_power_interface",
            "The power interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_RAID_INTERFACE = Option.optional(
            GROUP,
            "default_raid_interface",
            "The raid interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_RESCUE_INTERFACE = Option.optional(
            GROUP,
            "default_rescue_interface",
            "The rescue interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<Optional<String>> DEFAULT_VENDOR_INTERFACE = Option.optional(
            GROUP,
            "default_vendor_interface",
            "The vendor interface of new nodes. Unset: the first enabled one in the order of the hardware type.");
    public static final Option<String> DEFAULT_STORAGE_INTERFACE =
            Option.text(GROUP, "default_storage_interface", "noop", "The storage interface of new nodes.");
    public static final Option<Optional<String>> DEFAULT_RESOURCE_CLASS =
            Option.optional(GROUP, "default_resource_class", "Resource class of nodes created without one.");
    public static final Option<String> DEFAULT_CONDUCTOR_GROUP =
            Option.text(GROUP, "default_conductor_group", "", "Conductor group of nodes created without one.");
    public static final Option<String> DEFAULT_PORTGROUP_MODE =
            Option.text(GROUP, "default_portgroup_mode", "active-backup", "Mode of portgroups created without one.");
    public static final Option<Integer> HASH_PARTITION_EXPONENT = Option.integer(
            GROUP,
            "hash_partition_exponent",
            5,
            0,
            16,
            "2^n points of every conductor on the hash ring; the same in all services.");
    public static final Option<String> HASH_RING_ALGORITHM = Option.choice(
            GROUP,
            "hash_ring_algorithm",
            List.of("md5", "sha256"),
            "md5",
            "Hash of the ring: md5 or sha256; the same in all services.");
    public static final Option<String> WEBSERVER_VERIFY_CA = Option.text(
            GROUP, "webserver_verify_ca", "true", "Check certificates of image servers: true, false, or a CA file.");
    public static final Option<Duration> WEBSERVER_CONNECTION_TIMEOUT = Option.seconds(
            GROUP, "webserver_connection_timeout", 60, "Limit of connecting to an image server, in seconds.");
    public static final Option<Integer> LOG_IN_DB_MAX_SIZE =
            Option.integer(GROUP, "log_in_db_max_size", 4096, "Characters kept of last_error and maintenance_reason.");

    static final List<Option<?>> ALL = List.of(
            HOST,
            MY_IP,
            DEBUG,
            LOG_FILE,
            AUTH_STRATEGY,
            HTTP_BASIC_AUTH_USER_FILE,
            HTTP_BASIC_AUTH_ROLES_FILE,
            RBAC_SERVICE_ROLE_ELEVATED_ACCESS,
            RBAC_SERVICE_PROJECT_NAME,
            TRANSPORT_URL,
            CONTROL_EXCHANGE,
            PIN_RELEASE_VERSION,
            RPC_RESPONSE_TIMEOUT,
            EXECUTOR_THREAD_POOL_SIZE,
            ENABLED_HARDWARE_TYPES,
            ENABLED_BIOS_INTERFACES,
            ENABLED_BOOT_INTERFACES,
            ENABLED_CONSOLE_INTERFACES,
            ENABLED_DEPLOY_INTERFACES,
            ENABLED_FIRMWARE_INTERFACES,
            ENABLED_INSPECT_INTERFACES,
            ENABLED_MANAGEMENT_INTERFACES,
            ENABLED_NETWORK_INTERFACES,
            ENABLED_POWER_INTERFACES,
            ENABLED_RAID_INTERFACES,
            ENABLED_RESCUE_INTERFACES,
            ENABLED_STORAGE_INTERFACES,
            ENABLED_VENDOR_INTERFACES,
            DEFAULT_BIOS_INTERFACE,
            DEFAULT_BOOT_INTERFACE,
            DEFAULT_CONSOLE_INTERFACE,
            DEFAULT_DEPLOY_INTERFACE,
            DEFAULT_FIRMWARE_INTERFACE,
            DEFAULT_INSPECT_INTERFACE,
            DEFAULT_MANAGEMENT_INTERFACE,
            DEFAULT_NETWORK_INTERFACE,
            DEFAULT_POWER_INTERFACE,
            DEFAULT_RAID_INTERFACE,
            DEFAULT_RESCUE_INTERFACE,
            DEFAULT_VENDOR_INTERFACE,
            DEFAULT_STORAGE_INTERFACE,
            DEFAULT_RESOURCE_CLASS,
            DEFAULT_CONDUCTOR_GROUP,
            DEFAULT_PORTGROUP_MODE,
            HASH_PARTITION_EXPONENT,
            HASH_RING_ALGORITHM,
            WEBSERVER_VERIFY_CA,
            WEBSERVER_CONNECTION_TIMEOUT,
            LOG_IN_DB_MAX_SIZE);

    private DefaultOptions() {}
}
