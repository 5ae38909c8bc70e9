package dev.fettle.model.volume;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The fields of a volume connector, {@code contract/resources.md} section 8. */
public final class VolumeConnectorFields {
    private static final FieldTable.Builder VOLUME_CONNECTOR = FieldTable.of("VolumeConnector", "1.1");

    public static final Field<Long> ID = VOLUME_CONNECTOR.integer("id", "1.0");
    public static final Field<UUID> UUID = VOLUME_CONNECTOR.uuid("uuid", "1.0");
    public static final Field<Long> NODE_ID = VOLUME_CONNECTOR.integer("node_id", "1.0");
    /** Not a column: joined from the node. */
    public static final Field<UUID> NODE_UUID = VOLUME_CONNECTOR.uuid("node_uuid", "1.0");

    public static final Field<String> TYPE = VOLUME_CONNECTOR.requiredText("type", "1.0");
    public static final Field<String> CONNECTOR_ID = VOLUME_CONNECTOR.requiredText("connector_id", "1.0");
    public static final Field<Map<String, Object>> EXTRA = VOLUME_CONNECTOR.object("extra", "1.0");
    public static final Field<Instant> CREATED_AT = VOLUME_CONNECTOR.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = VOLUME_CONNECTOR.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = VOLUME_CONNECTOR.build();

    private VolumeConnectorFields() {}
}
