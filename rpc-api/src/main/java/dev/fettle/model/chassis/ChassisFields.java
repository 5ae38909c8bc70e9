package dev.fettle.model.chassis;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The fields of a chassis, {@code contract/resources.md} section 7. */
public final class ChassisFields {
    private static final FieldTable.Builder CHASSIS = FieldTable.of("Chassis", "1.4");

    public static final Field<Long> ID = CHASSIS.integer("id", "1.0");
    public static final Field<UUID> UUID = CHASSIS.uuid("uuid", "1.0");
    public static final Field<String> DESCRIPTION = CHASSIS.text("description", "1.0");
    public static final Field<Map<String, Object>> EXTRA = CHASSIS.object("extra", "1.0");
    public static final Field<Instant> CREATED_AT = CHASSIS.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = CHASSIS.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = CHASSIS.build();

    private ChassisFields() {}
}
