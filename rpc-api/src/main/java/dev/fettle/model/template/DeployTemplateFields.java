package dev.fettle.model.template;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The fields of a deploy template, {@code contract/resources.md} section 10. */
public final class DeployTemplateFields {
    private static final FieldTable.Builder DEPLOY_TEMPLATE = FieldTable.of("DeployTemplate", "1.2");

    public static final Field<Long> ID = DEPLOY_TEMPLATE.integer("id", "1.0");
    public static final Field<UUID> UUID = DEPLOY_TEMPLATE.uuid("uuid", "1.0");
    public static final Field<String> NAME = DEPLOY_TEMPLATE.requiredText("name", "1.0");
    public static final Field<List<Object>> STEPS = DEPLOY_TEMPLATE.list("steps", "1.0");
    public static final Field<Map<String, Object>> EXTRA = DEPLOY_TEMPLATE.object("extra", "1.0");
    public static final Field<Instant> CREATED_AT = DEPLOY_TEMPLATE.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = DEPLOY_TEMPLATE.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = DEPLOY_TEMPLATE.build();

    private DeployTemplateFields() {}
}
