package dev.fettle.model.volume;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The fields of a volume target, {@code contract/resources.md} section 8. */
public final class VolumeTargetFields {
    private static final FieldTable.Builder VOLUME_TARGET = FieldTable.of("VolumeTarget", "1.1");

    public static final Field<Long> ID = VOLUME_TARGET.integer("id", "1.0");
    public static final Field<UUID> UUID = VOLUME_TARGET.uuid("uuid", "1.0");
    public static final Field<Long> NODE_ID = VOLUME_TARGET.integer("node_id", "1.0");
    /** Not a column: joined from the node. */
    public static final Field<UUID> NODE_UUID = VOLUME_TARGET.uuid("node_uuid", "1.0");

    public static final Field<String> VOLUME_TYPE = VOLUME_TARGET.requiredText("volume_type", "1.0");
    public static final Field<Map<String, Object>> PROPERTIES = VOLUME_TARGET.object("properties", "1.0");
    public static final Field<Long> BOOT_INDEX = VOLUME_TARGET.integer("boot_index", "1.0");
    public static final Field<String> VOLUME_ID = VOLUME_TARGET.requiredText("volume_id", "1.0");
    public static final Field<Map<String, Object>> EXTRA = VOLUME_TARGET.object("extra", "1.0");
    public static final Field<Instant> CREATED_AT = VOLUME_TARGET.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = VOLUME_TARGET.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = VOLUME_TARGET.build();

    private VolumeTargetFields() {}
}
