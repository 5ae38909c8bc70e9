package dev.fettle.model.runbook;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The fields of a runbook, {@code contract/resources.md} section 10. */
public final class RunbookFields {
    private static final FieldTable.Builder RUNBOOK = FieldTable.of("Runbook", "1.2");

    public static final Field<Long> ID = RUNBOOK.integer("id", "1.0");
    public static final Field<UUID> UUID = RUNBOOK.uuid("uuid", "1.0");
    public static final Field<String> NAME = RUNBOOK.requiredText("name", "1.0");
    public static final Field<String> DESCRIPTION = RUNBOOK.text("description", "1.2");
    public static final Field<List<Object>> STEPS = RUNBOOK.list("steps", "1.0");
    public static final Field<List<String>> TRAITS = RUNBOOK.textList("traits", "1.2");
    public static final Field<Boolean> DISABLE_RAMDISK = RUNBOOK.flag("disable_ramdisk", "1.0");
    public static final Field<Boolean> PUBLIC = RUNBOOK.flag("public", "1.0");
    public static final Field<String> OWNER = RUNBOOK.text("owner", "1.0");
    public static final Field<Map<String, Object>> EXTRA = RUNBOOK.object("extra", "1.0");
    public static final Field<Instant> CREATED_AT = RUNBOOK.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = RUNBOOK.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = RUNBOOK.build();

    private RunbookFields() {}
}
