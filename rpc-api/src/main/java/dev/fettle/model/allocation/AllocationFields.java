package dev.fettle.model.allocation;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The fields of an allocation, {@code contract/resources.md} section 9. */
public final class AllocationFields {
    private static final FieldTable.Builder ALLOCATION = FieldTable.of("Allocation", "1.3");

    public static final Field<Long> ID = ALLOCATION.integer("id", "1.0");
    public static final Field<UUID> UUID = ALLOCATION.uuid("uuid", "1.0");
    public static final Field<String> NAME = ALLOCATION.text("name", "1.0");
    public static final Field<Long> NODE_ID = ALLOCATION.integer("node_id", "1.0");
    /** Not a column: joined from the node. */
    public static final Field<UUID> NODE_UUID = ALLOCATION.uuid("node_uuid", "1.0");

    public static final Field<String> STATE = ALLOCATION.requiredText("state", "1.0");
    public static final Field<String> LAST_ERROR = ALLOCATION.text("last_error", "1.0");
    public static final Field<String> RESOURCE_CLASS = ALLOCATION.text("resource_class", "1.0");
    public static final Field<List<String>> TRAITS = ALLOCATION.textList("traits", "1.0");
    /** Uuids, in the order the caller gave them. */
    public static final Field<List<String>> CANDIDATE_NODES = ALLOCATION.textList("candidate_nodes", "1.0");

    public static final Field<Map<String, Object>> EXTRA = ALLOCATION.object("extra", "1.0");
    public static final Field<Long> CONDUCTOR_AFFINITY = ALLOCATION.integer("conductor_affinity", "1.0");
    public static final Field<String> OWNER = ALLOCATION.text("owner", "1.1");
    public static final Field<Instant> CREATED_AT = ALLOCATION.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = ALLOCATION.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = ALLOCATION.build();

    private AllocationFields() {}
}
