package dev.fettle.model.inspection;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The fields of an inspection rule, {@code contract/resources.md} section 10. */
public final class InspectionRuleFields {
    private static final FieldTable.Builder INSPECTION_RULE = FieldTable.of("InspectionRule", "1.1");

    public static final Field<Long> ID = INSPECTION_RULE.integer("id", "1.0");
    public static final Field<UUID> UUID = INSPECTION_RULE.uuid("uuid", "1.0");
    public static final Field<String> DESCRIPTION = INSPECTION_RULE.text("description", "1.0");
    public static final Field<Long> PRIORITY = INSPECTION_RULE.integer("priority", "1.0");
    public static final Field<String> PHASE = INSPECTION_RULE.requiredText("phase", "1.0");
    public static final Field<Boolean> SENSITIVE = INSPECTION_RULE.flag("sensitive", "1.0");
    public static final Field<List<Object>> CONDITIONS = INSPECTION_RULE.list("conditions", "1.0");
    public static final Field<List<Object>> ACTIONS = INSPECTION_RULE.list("actions", "1.0");
    public static final Field<Instant> CREATED_AT = INSPECTION_RULE.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = INSPECTION_RULE.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = INSPECTION_RULE.build();

    private InspectionRuleFields() {}
}
