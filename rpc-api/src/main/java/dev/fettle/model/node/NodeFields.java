package dev.fettle.model.node;

import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The fields of a node, {@code contract/resources.md} section 4 and {@code contract/rpc.md} section 7. */
public final class NodeFields {
    private static final FieldTable.Builder NODE = FieldTable.of("Node", "1.44");

    public static final Field<Long> ID = NODE.integer("id", "1.0");
    public static final Field<UUID> UUID = NODE.uuid("uuid", "1.0");
    public static final Field<String> NAME = NODE.text("name", "1.0");
    public static final Field<Long> CHASSIS_ID = NODE.integer("chassis_id", "1.0");
    /** Not a column: joined from the chassis; writing it puts the node into that chassis. The reference ignores it on the wire. */
    public static final Field<UUID> CHASSIS_UUID = NODE.uuid("chassis_uuid", "1.0");

    /** Grows with every write but those of the lock. The reference ignores it on the wire. */
    public static final Field<Long> REVISION = NODE.integer("revision", "1.0");

    public static final Field<UUID> INSTANCE_UUID = NODE.uuid("instance_uuid", "1.0");
    public static final Field<String> INSTANCE_NAME = NODE.text("instance_name", "1.43");
    public static final Field<String> DRIVER = NODE.requiredText("driver", "1.0");
    public static final Field<Map<String, Object>> DRIVER_INFO = NODE.object("driver_info", "1.0");
    public static final Field<Map<String, Object>> DRIVER_INTERNAL_INFO = NODE.object("driver_internal_info", "1.0");
    public static final Field<Map<String, Object>> CLEAN_STEP = NODE.object("clean_step", "1.0");
    public static final Field<Map<String, Object>> DEPLOY_STEP = NODE.object("deploy_step", "1.26");
    public static final Field<Map<String, Object>> SERVICE_STEP = NODE.object("service_step", "1.40");
    public static final Field<Map<String, Object>> RAID_CONFIG = NODE.object("raid_config", "1.0");
    public static final Field<Map<String, Object>> TARGET_RAID_CONFIG = NODE.object("target_raid_config", "1.0");
    public static final Field<Map<String, Object>> INSTANCE_INFO = NODE.object("instance_info", "1.0");
    public static final Field<Map<String, Object>> PROPERTIES = NODE.object("properties", "1.0");
    public static final Field<String> RESERVATION = NODE.text("reservation", "1.0");
    public static final Field<Long> CONDUCTOR_AFFINITY = NODE.integer("conductor_affinity", "1.0");
    public static final Field<String> CONDUCTOR_GROUP = NODE.requiredText("conductor_group", "1.27");
    public static final Field<String> POWER_STATE = NODE.text("power_state", "1.0");
    public static final Field<String> TARGET_POWER_STATE = NODE.text("target_power_state", "1.0");
    public static final Field<String> PROVISION_STATE = NODE.text("provision_state", "1.0");
    public static final Field<Instant> PROVISION_UPDATED_AT = NODE.timestamp("provision_updated_at", "1.0");
    public static final Field<String> TARGET_PROVISION_STATE = NODE.text("target_provision_state", "1.0");
    public static final Field<Boolean> MAINTENANCE = NODE.flag("maintenance", "1.0");
    public static final Field<String> MAINTENANCE_REASON = NODE.text("maintenance_reason", "1.0");
    public static final Field<String> FAULT = NODE.text("fault", "1.0");
    public static final Field<Boolean> CONSOLE_ENABLED = NODE.flag("console_enabled", "1.0");
    public static final Field<String> LAST_ERROR = NODE.text("last_error", "1.0");
    public static final Field<String> RESOURCE_CLASS = NODE.text("resource_class", "1.0");
    public static final Field<Instant> INSPECTION_FINISHED_AT = NODE.timestamp("inspection_finished_at", "1.0");
    public static final Field<Instant> INSPECTION_STARTED_AT = NODE.timestamp("inspection_started_at", "1.0");
    public static final Field<Map<String, Object>> EXTRA = NODE.object("extra", "1.0");
    public static final Field<Boolean> AUTOMATED_CLEAN = NODE.nullableFlag("automated_clean", "1.28");
    public static final Field<Boolean> PROTECTED = NODE.flag("protected", "1.29");
    public static final Field<String> PROTECTED_REASON = NODE.text("protected_reason", "1.29");
    public static final Field<Long> ALLOCATION_ID = NODE.integer("allocation_id", "1.31");
    /** Not a column: joined from the allocation. The reference ignores it on the wire. */
    public static final Field<UUID> ALLOCATION_UUID = NODE.uuid("allocation_uuid", "1.31");

    public static final Field<String> OWNER = NODE.text("owner", "1.30");
    public static final Field<String> LESSEE = NODE.text("lessee", "1.34");
    public static final Field<String> DESCRIPTION = NODE.text("description", "1.32");
    public static final Field<Boolean> RETIRED = NODE.nullableFlag("retired", "1.33");
    public static final Field<String> RETIRED_REASON = NODE.text("retired_reason", "1.33");
    public static final Field<Map<String, Object>> NETWORK_DATA = NODE.object("network_data", "1.35");
    public static final Field<String> BOOT_MODE = NODE.text("boot_mode", "1.36");
    public static final Field<Boolean> SECURE_BOOT = NODE.nullableFlag("secure_boot", "1.36");
    public static final Field<String> SHARD = NODE.text("shard", "1.37");
    public static final Field<UUID> PARENT_NODE = NODE.uuid("parent_node", "1.38");
    public static final Field<Boolean> DISABLE_POWER_OFF = NODE.nullableFlag("disable_power_off", "1.41");
    public static final Field<String> HEALTH = NODE.text("health", "1.44");
    /** From {@code node_traits}; loaded with the node, written through its own operations. */
    public static final Field<List<String>> TRAITS = NODE.textList("traits", "1.0");

    public static final Field<Instant> CREATED_AT = NODE.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = NODE.timestamp("updated_at", "1.0");

    private static final Map<InterfaceKind, Field<String>> INTERFACES = interfaceFields();

    public static final FieldTable TABLE = NODE.build();

    private NodeFields() {}

    /** The field that selects the implementation of this kind, such as {@code power_interface}. */
    public static Field<String> interfaceOf(InterfaceKind kind) {
        var field = INTERFACES.get(kind);
        if (field == null) {
            throw new IllegalStateException("no field for " + kind);
        }
        return field;
    }

    private static Map<InterfaceKind, Field<String>> interfaceFields() {
        var fields = new EnumMap<InterfaceKind, Field<String>>(InterfaceKind.class);
        for (var kind : InterfaceKind.values()) {
            fields.put(kind, NODE.text(kind.fieldName(), kind == InterfaceKind.FIRMWARE ? "1.39" : "1.0"));
        }
        return fields;
    }
}
