package dev.fettle.model.port;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The fields of a port, {@code contract/resources.md} section 5. */
public final class PortFields {
    private static final FieldTable.Builder PORT = FieldTable.of("Port", "1.16");

    public static final Field<Long> ID = PORT.integer("id", "1.0");
    public static final Field<UUID> UUID = PORT.uuid("uuid", "1.0");
    public static final Field<Long> NODE_ID = PORT.integer("node_id", "1.0");
    /** Not a column: joined from the node. */
    public static final Field<UUID> NODE_UUID = PORT.uuid("node_uuid", "1.11");

    public static final Field<String> ADDRESS = PORT.requiredText("address", "1.0");
    public static final Field<Map<String, Object>> EXTRA = PORT.object("extra", "1.0");
    public static final Field<Map<String, Object>> LOCAL_LINK_CONNECTION = PORT.object("local_link_connection", "1.0");
    public static final Field<Long> PORTGROUP_ID = PORT.integer("portgroup_id", "1.0");
    /** Not a column: joined from the portgroup. The reference ignores it on the wire. */
    public static final Field<UUID> PORTGROUP_UUID = PORT.uuid("portgroup_uuid", "1.0");

    public static final Field<Boolean> PXE_ENABLED = PORT.flag("pxe_enabled", "1.0");
    public static final Field<Map<String, Object>> INTERNAL_INFO = PORT.object("internal_info", "1.0");
    public static final Field<String> PHYSICAL_NETWORK = PORT.text("physical_network", "1.7");
    public static final Field<Boolean> IS_SMARTNIC = PORT.nullableFlag("is_smartnic", "1.9");
    public static final Field<String> NAME = PORT.text("name", "1.10");
    public static final Field<String> DESCRIPTION = PORT.text("description", "1.12");
    public static final Field<String> VENDOR = PORT.text("vendor", "1.13");
    public static final Field<String> CATEGORY = PORT.text("category", "1.15");
    public static final Field<Boolean> AVAILABLE_FOR_DYNAMIC_PORTGROUP =
            PORT.flag("available_for_dynamic_portgroup", "1.16");
    public static final Field<Instant> CREATED_AT = PORT.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = PORT.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = PORT.build();

    private PortFields() {}
}
