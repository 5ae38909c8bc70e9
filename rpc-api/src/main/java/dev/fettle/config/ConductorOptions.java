package dev.fettle.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conductor. */
public final class ConductorOptions {
    private static final String GROUP = "conductor";

    public static final Option<String> CONDUCTOR_GROUP =
            Option.text(GROUP, "conductor_group", "", "Group of this conductor; letter case does not matter.");
    public static final Option<Integer> WORKERS_POOL_SIZE = Option.integer(
            GROUP, "workers_pool_size", 300, "Most operations that run at the same time on this conductor.");
    public static final Option<Integer> RESERVED_WORKERS_POOL_PERCENTAGE = Option.integer(
            GROUP,
            "reserved_workers_pool_percentage",
            5,
            "Percent of the workers kept for API requests; agent heartbeats may not use them.");
    public static final Option<Duration> HEARTBEAT_INTERVAL =
            Option.seconds(GROUP, "heartbeat_interval", 3, "Seconds between renewals of the lease.");
    public static final Option<Duration> HEARTBEAT_TIMEOUT =
            Option.seconds(GROUP, "heartbeat_timeout", 15, "Seconds without renewal after which a conductor is dead.");
    public static final Option<Duration> SYNC_POWER_STATE_INTERVAL =
            Option.seconds(GROUP, "sync_power_state_interval", 120, "Seconds between power syncs; 0 turns them off.");
    public static final Option<Integer> SYNC_POWER_STATE_WORKERS = Option.integer(
            GROUP, "sync_power_state_workers", 512, "Machines asked at the same time by the power sync.");
    public static final Option<Boolean> FORCE_POWER_STATE_DURING_SYNC = Option.flag(
            GROUP,
            "force_power_state_during_sync",
            true,
            "Drive hardware to the stored power state; false: store what the hardware says.");
    public static final Option<Integer> POWER_STATE_SYNC_MAX_RETRIES = Option.integer(
            GROUP, "power_state_sync_max_retries", 3, "Failures in a row before maintenance with fault power failure.");
    public static final Option<Duration> POWER_FAILURE_RECOVERY_INTERVAL = Option.seconds(
            GROUP,
            "power_failure_recovery_interval",
            300,
            "Seconds between retries of nodes with fault power failure; 0 turns them off.");
    public static final Option<Duration> POWER_STATE_CHANGE_TIMEOUT =
            Option.seconds(GROUP, "power_state_change_timeout", 60, "Longest wait for a power change, in seconds.");
    public static final Option<Duration> SOFT_POWER_OFF_TIMEOUT =
            Option.seconds(GROUP, "soft_power_off_timeout", 600, "Longest wait for a soft power change, in seconds.");
    public static final Option<Duration> CHECK_PROVISION_STATE_INTERVAL = Option.seconds(
            GROUP,
            "check_provision_state_interval",
            5,
            "Seconds between looks for work of dead conductors and waits past their deadline; 0 turns them off.");
    public static final Option<Duration> CHECK_ALLOCATIONS_INTERVAL = Option.seconds(
            GROUP,
            "check_allocations_interval",
            5,
            "Seconds between looks for allocations that dead conductors left unfinished; 0 turns them off.");
    public static final Option<Duration> SYNC_LOCAL_STATE_INTERVAL = Option.seconds(
            GROUP,
            "sync_local_state_interval",
            180,
            "Seconds between looks for instances whose conductor is this one now; 0 turns them off.");
    public static final Option<Integer> PERIODIC_MAX_WORKERS =
            Option.integer(GROUP, "periodic_max_workers", 8, "Instances that are taken over at the same time.");
    public static final Option<Duration> DEPLOY_CALLBACK_TIMEOUT = Option.seconds(
            GROUP,
            "deploy_callback_timeout",
            1800,
            "Silence in wait call-back, in seconds, after which the deploy fails; 0: no limit but a day.");
    public static final Option<Duration> CLEAN_CALLBACK_TIMEOUT = Option.seconds(
            GROUP,
            "clean_callback_timeout",
            1800,
            "Silence in clean wait, in seconds, after which cleaning fails; 0: no limit but a day.");
    public static final Option<Duration> SERVICE_CALLBACK_TIMEOUT = Option.seconds(
            GROUP,
            "service_callback_timeout",
            1800,
            "Silence in service wait, in seconds, after which servicing fails; 0: no limit but a day.");
    public static final Option<Duration> RESCUE_CALLBACK_TIMEOUT = Option.seconds(
            GROUP,
            "rescue_callback_timeout",
            1800,
            "Silence in rescue wait, in seconds, after which rescuing fails; 0: no limit but a day.");
    public static final Option<Integer> MAX_CONDUCTOR_WAIT_STEP_SECONDS = Option.integer(
            GROUP,
            "max_conductor_wait_step_seconds",
            30,
            0,
            1800,
            "Longest pause that the step wait makes; a longer one is cut to this.");
    public static final Option<Boolean> PERMIT_CHILD_NODE_STEP_ASYNC_RESULT = Option.flag(
            GROUP,
            "permit_child_node_step_async_result",
            false,
            "A step on a child node that goes on by itself counts as done; false: it fails.");
    public static final Option<String> RESCUE_PASSWORD_HASH_ALGORITHM = Option.choice(
            GROUP,
            "rescue_password_hash_algorithm",
            List.of("sha256", "sha512"),
            "sha256",
            "How the rescue password is hashed for the ramdisk: sha256 or sha512 crypt.");
    public static final Option<Duration> INSPECT_WAIT_TIMEOUT = Option.seconds(
            GROUP,
            "inspect_wait_timeout",
            1800,
            "Time in inspect wait, in seconds, after which inspection fails; 0: no limit but a day.");
    public static final Option<Integer> NODE_LOCKED_RETRY_ATTEMPTS = Option.integer(
            GROUP,
            "node_locked_retry_attempts",
            3,
            "With node_locked_retry_interval: how long a request waits for a held lock.");
    public static final Option<Duration> NODE_LOCKED_RETRY_INTERVAL = Option.seconds(
            GROUP,
            "node_locked_retry_interval",
            1,
            "Seconds; times node_locked_retry_attempts is how long a request waits for a held lock.");
    public static final Option<Boolean> AUTOMATED_CLEAN =
            Option.flag(GROUP, "automated_clean", true, "Clean on provide and after undeploy.");
    public static final Option<String> AUTOMATED_CLEANING_STEP_SOURCE = Option.choice(
            GROUP,
            "automated_cleaning_step_source",
            List.of("autogenerated", "runbook", "hybrid"),
            "autogenerated",
            "Steps of automated cleaning: autogenerated by priority, those of a runbook, or hybrid: of a runbook where"
                    + " there is one for the node.");
    public static final Option<Optional<String>> AUTOMATED_CLEANING_RUNBOOK = Option.optional(
            GROUP,
            "automated_cleaning_runbook",
            "Name or uuid of the runbook for nodes that nothing more specific names one for.");
    public static final Option<Map<String, String>> AUTOMATED_CLEANING_RUNBOOK_BY_RESOURCE_CLASS = Option.pairs(
            GROUP,
            "automated_cleaning_runbook_by_resource_class",
            "Names or uuids of runbooks for nodes by their resource class.");
    public static final Option<Boolean> AUTOMATED_CLEANING_RUNBOOK_FROM_NODE = Option.flag(
            GROUP,
            "automated_cleaning_runbook_from_node",
            false,
            "Let driver_info.cleaning_runbook name the runbook of a node; who may write driver_info may then get"
                    + " around cleaning.");
    public static final Option<Boolean> AUTOMATED_CLEANING_RUNBOOK_VALIDATE_TRAITS = Option.flag(
            GROUP,
            "automated_cleaning_runbook_validate_traits",
            true,
            "Use a runbook for automated cleaning only on nodes that it shares a trait with.");
    public static final Option<List<String>> CLEAN_STEP_PRIORITY_OVERRIDE =
            Option.repeatable(GROUP, "clean_step_priority_override", "", "interface.step:priority of clean steps.");
    public static final Option<Boolean> ALLOW_PROVISIONING_IN_MAINTENANCE =
            Option.flag(GROUP, "allow_provisioning_in_maintenance", true, "Accept provide in maintenance.");
    public static final Option<Boolean> ALLOW_DELETING_AVAILABLE_NODES =
            Option.flag(GROUP, "allow_deleting_available_nodes", true, "Nodes in available may be deleted.");
    public static final Option<Integer> MAX_CONCURRENT_DEPLOY = Option.integer(
            GROUP,
            "max_concurrent_deploy",
            250,
            "Nodes in deploying and wait call-back above which deploys are refused.");
    public static final Option<Integer> MAX_CONCURRENT_CLEAN = Option.integer(
            GROUP,
            "max_concurrent_clean",
            50,
            "Nodes in deleting, cleaning and clean wait above which tear down and manual cleaning are refused.");
    public static final Option<Optional<String>> DEPLOY_KERNEL =
            Option.optional(GROUP, "deploy_kernel", "Deploy kernel of nodes without one.");
    public static final Option<Optional<String>> DEPLOY_RAMDISK =
            Option.optional(GROUP, "deploy_ramdisk", "Deploy ramdisk of nodes without one.");
    public static final Option<Optional<String>> RESCUE_KERNEL =
            Option.optional(GROUP, "rescue_kernel", "Rescue kernel of nodes without one. Unset: the deploy kernel.");
    public static final Option<Optional<String>> RESCUE_RAMDISK =
            Option.optional(GROUP, "rescue_ramdisk", "Rescue ramdisk of nodes without one. Unset: the deploy ramdisk.");
    public static final Option<Boolean> POWEROFF_IN_CLEANFAIL =
            Option.flag(GROUP, "poweroff_in_cleanfail", false, "Power off after a failed cleaning.");
    public static final Option<Boolean> POWEROFF_IN_SERVICEFAIL =
            Option.flag(GROUP, "poweroff_in_servicefail", false, "Power off after a failed servicing.");
    public static final Option<String> AUTOMATIC_LESSEE_SOURCE = Option.choice(
            GROUP,
            "automatic_lessee_source",
            List.of("none", "request", "instance"),
            "instance",
            "Fills node.lessee at deploy: none, request or instance.");
    public static final Option<Integer> NODE_HISTORY_MAX_ENTRIES =
            Option.integer(GROUP, "node_history_max_entries", 300, "Newest history entries kept per node.");
    public static final Option<Duration> GRACEFUL_SHUTDOWN_TIMEOUT = Option.seconds(
            GROUP,
            "graceful_shutdown_timeout",
            60,
            "Seconds that a stop waits for running steps before it hands their operations over.");
    public static final Option<List<String>> DISALLOWED_DEPLOYMENT_BOOT_MODES =
            Option.list(GROUP, "disallowed_deployment_boot_modes", "", "Boot modes that may not be deployed.");
    public static final Option<Boolean> ENABLE_HEALTH_MONITORING =
            Option.flag(GROUP, "enable_health_monitoring", true, "Read the health of machines during power sync.");

    static final List<Option<?>> ALL = List.of(
            CONDUCTOR_GROUP,
            WORKERS_POOL_SIZE,
            RESERVED_WORKERS_POOL_PERCENTAGE,
            HEARTBEAT_INTERVAL,
            HEARTBEAT_TIMEOUT,
            SYNC_POWER_STATE_INTERVAL,
            SYNC_POWER_STATE_WORKERS,
            FORCE_POWER_STATE_DURING_SYNC,
            POWER_STATE_SYNC_MAX_RETRIES,
            POWER_FAILURE_RECOVERY_INTERVAL,
            POWER_STATE_CHANGE_TIMEOUT,
            SOFT_POWER_OFF_TIMEOUT,
            CHECK_PROVISION_STATE_INTERVAL,
            CHECK_ALLOCATIONS_INTERVAL,
            SYNC_LOCAL_STATE_INTERVAL,
            PERIODIC_MAX_WORKERS,
            DEPLOY_CALLBACK_TIMEOUT,
            CLEAN_CALLBACK_TIMEOUT,
            SERVICE_CALLBACK_TIMEOUT,
            RESCUE_CALLBACK_TIMEOUT,
            MAX_CONDUCTOR_WAIT_STEP_SECONDS,
            PERMIT_CHILD_NODE_STEP_ASYNC_RESULT,
            RESCUE_PASSWORD_HASH_ALGORITHM,
            INSPECT_WAIT_TIMEOUT,
            NODE_LOCKED_RETRY_ATTEMPTS,
            NODE_LOCKED_RETRY_INTERVAL,
            AUTOMATED_CLEAN,
            AUTOMATED_CLEANING_STEP_SOURCE,
            AUTOMATED_CLEANING_RUNBOOK,
            AUTOMATED_CLEANING_RUNBOOK_BY_RESOURCE_CLASS,
            AUTOMATED_CLEANING_RUNBOOK_FROM_NODE,
            AUTOMATED_CLEANING_RUNBOOK_VALIDATE_TRAITS,
            CLEAN_STEP_PRIORITY_OVERRIDE,
            ALLOW_PROVISIONING_IN_MAINTENANCE,
            ALLOW_DELETING_AVAILABLE_NODES,
            MAX_CONCURRENT_DEPLOY,
            MAX_CONCURRENT_CLEAN,
            DEPLOY_KERNEL,
            DEPLOY_RAMDISK,
            RESCUE_KERNEL,
            RESCUE_RAMDISK,
            POWEROFF_IN_CLEANFAIL,
            POWEROFF_IN_SERVICEFAIL,
            AUTOMATIC_LESSEE_SOURCE,
            NODE_HISTORY_MAX_ENTRIES,
            GRACEFUL_SHUTDOWN_TIMEOUT,
            DISALLOWED_DEPLOYMENT_BOOT_MODES,
            ENABLE_HEALTH_MONITORING);

    private ConductorOptions() {}
}
