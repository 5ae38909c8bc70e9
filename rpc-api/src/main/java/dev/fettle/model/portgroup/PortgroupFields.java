package dev.fettle.model.portgroup;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The fields of a portgroup, {@code contract/resources.md} section 6. */
public final class PortgroupFields {
    private static final FieldTable.Builder PORTGROUP = FieldTable.of("Portgroup", "1.9");

    public static final Field<Long> ID = PORTGROUP.integer("id", "1.0");
    public static final Field<UUID> UUID = PORTGROUP.uuid("uuid", "1.0");
    public static final Field<String> NAME = PORTGROUP.text("name", "1.0");
    public static final Field<Long> NODE_ID = PORTGROUP.integer("node_id", "1.0");
    /** Not a column: joined from the node. */
    public static final Field<UUID> NODE_UUID = PORTGROUP.uuid("node_uuid", "1.5");

    public static final Field<String> ADDRESS = PORTGROUP.text("address", "1.0");
    public static final Field<Map<String, Object>> EXTRA = PORTGROUP.object("extra", "1.0");
    public static final Field<Map<String, Object>> INTERNAL_INFO = PORTGROUP.object("internal_info", "1.0");
    public static final Field<Boolean> STANDALONE_PORTS_SUPPORTED = PORTGROUP.flag("standalone_ports_supported", "1.0");
    public static final Field<String> MODE = PORTGROUP.requiredText("mode", "1.4");
    public static final Field<Map<String, Object>> PROPERTIES = PORTGROUP.object("properties", "1.4");
    public static final Field<String> PHYSICAL_NETWORK = PORTGROUP.text("physical_network", "1.7");
    public static final Field<String> CATEGORY = PORTGROUP.text("category", "1.8");
    public static final Field<Boolean> DYNAMIC_PORTGROUP = PORTGROUP.flag("dynamic_portgroup", "1.9");
    public static final Field<Instant> CREATED_AT = PORTGROUP.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = PORTGROUP.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = PORTGROUP.build();

    private PortgroupFields() {}
}
