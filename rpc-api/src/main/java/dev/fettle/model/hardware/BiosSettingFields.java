package dev.fettle.model.hardware;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.Values;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of a BIOS setting: {@code contract/resources.md} section 11. All but name and value come from the machine's registry. */
public final class BiosSettingFields {
    private static final FieldTable.Builder SETTING = FieldTable.of("BIOSSetting", "1.2");

    public static final Field<String> NAME = SETTING.requiredText("name", "1.0");
    public static final Field<String> VALUE = SETTING.text("value", "1.0");
    public static final Field<String> ATTRIBUTE_TYPE = SETTING.text("attribute_type", "1.1");
    public static final Field<List<String>> ALLOWABLE_VALUES = SETTING.textList("allowable_values", "1.1");
    public static final Field<Long> LOWER_BOUND = SETTING.integer("lower_bound", "1.1");
    public static final Field<Long> MAX_LENGTH = SETTING.integer("max_length", "1.1");
    public static final Field<Long> MIN_LENGTH = SETTING.integer("min_length", "1.1");
    public static final Field<Boolean> READ_ONLY = SETTING.nullableFlag("read_only", "1.1");
    public static final Field<Boolean> RESET_REQUIRED = SETTING.nullableFlag("reset_required", "1.1");
    public static final Field<Boolean> UNIQUE = SETTING.nullableFlag("unique", "1.1");
    public static final Field<Long> UPPER_BOUND = SETTING.integer("upper_bound", "1.1");
    public static final Field<Instant> CREATED_AT = SETTING.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = SETTING.timestamp("updated_at", "1.0");

    /** The node that has it; found by the store. */
    public static final Field<UUID> NODE_UUID = SETTING.uuid("node_uuid", "1.0");

    public static final FieldTable TABLE = SETTING.build();

    private BiosSettingFields() {}

    /** A setting of which no more is known. */
    public static Values setting(String name, @Nullable String value) {
        return Values.none(TABLE).with(NAME, name).with(VALUE, value);
    }
}
