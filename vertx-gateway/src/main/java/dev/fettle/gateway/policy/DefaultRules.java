package dev.fettle.gateway.policy;

import static dev.fettle.gateway.policy.Callers.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All rules as they are without an operator's file ({@code contract/policy.md} section 4). */
final class DefaultRules {
    private static final Set<Scope> ANY = EnumSet.allOf(Scope.class);
    private static final Set<Scope> SYSTEM = EnumSet.of(Scope.SYSTEM);
    private static final Set<Scope> PROJECT = EnumSet.of(Scope.PROJECT);

    // spotless:off: one line per kind of caller reads better
    private static final Stream<RuleDefault> NODES = Stream.of(
            rules(ANY, SYSTEM_ADMIN + " or " + SYSTEM_SERVICE, "node:create"),
            rules(ANY, "role:admin or role:service", "node:create:self_owned_node"),
            rules(ANY, API_READER, "node:list"),
            rules(ANY, SYSTEM_READER, "node:list_all", "node:get:filter_threshold", "shards:get"),
            rules(ANY, SYSTEM_OR_PROJECT_READER, "node:get", "node:get_indicator_state", "node:get_states", "node:vif:list",
                    "node:traits:list", "node:bios:get", "node:firmware:get", "node:vmedia:get"),
            rules(ANY, SYSTEM_OR_OWNER_READER, "node:get:last_error", "node:get:reservation", "node:get:driver_internal_info",
                    "node:get:driver_info", "node:history:get", "node:inventory:get"),
            rules(ANY, SYSTEM_MEMBER_OR_OWNER_MEMBER, "node:update:driver_info", "node:update:properties",
                    "node:update:instance_uuid", "node:update:lessee", "node:update:network_data", "node:update:name",
                    "node:update:retired", "node:set_indicator_state", "node:set_raid_state", "node:get_console",
                    "node:set_console_state"),
            rules(ANY, SYSTEM_ADMIN, "node:update:chassis_uuid", "node:update:shard", "node:update:disable_power_off",
                    "node:delete", "node:disable_cleaning", "node:vendor_passthru"),
            rules(ANY, SYSTEM_MEMBER, "node:update:owner", "node:update:conductor_group", "node:update:parent_node"),
            rules(ANY, SYSTEM_MEMBER_OR_OWNER_ADMIN, "node:update:driver_interfaces", "node:get_boot_device",
                    "node:set_boot_device", "node:inject_nmi", "node:traits:set", "node:traits:delete"),
            rules(ANY, SYSTEM_OR_PROJECT_MEMBER, "node:update", "node:update_extra", "node:set_power_state",
                    "node:set_boot_mode", "node:set_secure_boot", "node:vmedia:attach", "node:vmedia:detach"),
            rules(ANY, SYSTEM_OR_OWNER_MEMBER_AND_LESSEE_ADMIN, "node:update_instance_info", "node:validate",
                    "node:set_maintenance", "node:clear_maintenance", "node:set_provision_state",
                    "node:set_provision_state:clean_steps", "node:set_provision_state:service_steps", "node:vif:attach",
                    "node:vif:detach"),
            rules(SYSTEM, SYSTEM_ADMIN, "node:update_owner_provisioned"),
            rules(ANY, OWNER_ADMIN, "node:delete:self_owned_node"))
            .flatMap(List::stream);

    private static final Stream<RuleDefault> PARTS = Stream.of(
            rules(ANY, SYSTEM_OR_PROJECT_READER, "port:get", "portgroup:get", "volume:get"),
            rules(ANY, API_READER, "port:list", "portgroup:list", "volume:list"),
            rules(ANY, SYSTEM_READER, "port:list_all", "portgroup:list_all", "volume:list_all"),
            rules(ANY, SYSTEM_ADMIN_OR_OWNER_ADMIN, "port:create", "port:delete", "portgroup:create", "portgroup:delete"),
            rules(ANY, SYSTEM_MEMBER_OR_OWNER_ADMIN, "port:update", "portgroup:update"),
            rules(ANY, SYSTEM_MEMBER_OR_OWNER_LESSEE_ADMIN, "volume:create", "volume:delete"),
            rules(ANY, SYSTEM_OR_OWNER_MEMBER_AND_LESSEE_ADMIN, "volume:update"),
            rules(ANY, TARGET_PROPERTIES_READER, "volume:view_target_properties"))
            .flatMap(List::stream);

    private static final Stream<RuleDefault> SERVICE = Stream.of(
            rules(SYSTEM, SYSTEM_READER, "chassis:get", "driver:get", "driver:get_properties",
                    "driver:get_raid_logical_disk_properties"),
            rules(SYSTEM, SYSTEM_ADMIN, "chassis:create", "chassis:delete", "driver:vendor_passthru", "events:post"),
            rules(SYSTEM, SYSTEM_MEMBER, "chassis:update"),
            rules(Set.of(), "", "node:ipa_heartbeat", "driver:ipa_lookup", "driver:ipa_continue_inspection"),
            rules(ANY, SYSTEM_READER, "conductor:get", "deploy_template:get", "inspection_rule:get", "inspection_rule:list_all"),
            rules(ANY, SYSTEM_ADMIN, "deploy_template:create", "deploy_template:update", "deploy_template:delete",
                    "inspection_rule:create", "inspection_rule:update", "inspection_rule:delete"))
            .flatMap(List::stream);

    private static final Stream<RuleDefault> OWNED = Stream.of(
            rules(ANY, ALLOCATION_READER, "allocation:get"),
            rules(ANY, API_READER, "allocation:list", "runbook:list"),
            rules(ANY, SYSTEM_READER, "allocation:list_all", "runbook:list_all"),
            rules(ANY, ALLOCATION_CREATOR, "allocation:create"),
            rules(ANY, SYSTEM_MEMBER, "allocation:create_restricted", "runbook:update:public", "runbook:update:owner"),
            rules(ANY, ALLOCATION_MEMBER, "allocation:update", "allocation:delete"),
            rules(PROJECT, "(rule:is_member and role:baremetal_admin) or (is_admin_project:True and role:admin)",
                    "allocation:create_pre_rbac"),
            rules(ANY, RUNBOOK_READER, "runbook:get"),
            rules(ANY, RUNBOOK_CREATOR, "runbook:create"),
            rules(ANY, RUNBOOK_ADMIN, "runbook:update", "runbook:delete", "runbook:use"))
            .flatMap(List::stream);

    /** Names that other rules refer to; the two about secrets are asked for directly. */
    private static final Stream<RuleDefault> ALIASES = Stream.of(
            alias("admin_api", "role:admin or role:administrator"),
            alias("public_api", "is_public_api:True"),
            alias("show_password", "!"),
            alias("show_instance_secrets", "!"),
            alias("service_role", SERVICE_ROLE),
            alias("is_member", "(project_domain_id:default or project_domain_id:None) and (project_name:demo or project_name:baremetal)"),
            alias("is_observer", "rule:is_member and (role:observer or role:baremetal_observer)"),
            alias("is_admin", "rule:admin_api or (rule:is_member and role:baremetal_admin)"),
            alias("is_node_owner", "project_id:%(node.owner)s"),
            alias("is_node_lessee", "project_id:%(node.lessee)s"),
            alias("is_allocation_owner", "project_id:%(allocation.owner)s"));
    // spotless:on

    static final List<RuleDefault> ALL = Stream.of(NODES, PARTS, SERVICE, OWNED, ALIASES)
            .flatMap(stream -> stream)
            .toList();

    private DefaultRules() {}

    private static List<RuleDefault> rules(Set<Scope> scopes, String expression, String... names) {
        return Stream.of(names)
                .map(name -> new RuleDefault("baremetal:" + name, expression, scopes))
                .toList();
    }

    private static RuleDefault alias(String name, String expression) {
        return new RuleDefault(name, expression, Set.of());
    }
}
