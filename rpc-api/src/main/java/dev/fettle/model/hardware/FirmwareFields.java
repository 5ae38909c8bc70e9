package dev.fettle.model.hardware;

import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.Values;
import java.time.Instant;

/** The fields of a component with firmware: {@code contract/resources.md} section 11. */
public final class FirmwareFields {
    private static final FieldTable.Builder COMPONENT = FieldTable.of("FirmwareComponent", "1.2");

    /** {@code bios}, {@code bmc} or {@code nic:<id>}. */
    public static final Field<String> NAME = COMPONENT.requiredText("component", "1.0");

    /** The version when it was first seen. */
    public static final Field<String> INITIAL_VERSION = COMPONENT.requiredText("initial_version", "1.0");

    public static final Field<String> CURRENT_VERSION = COMPONENT.text("current_version", "1.0");
    public static final Field<String> LAST_VERSION_FLASHED = COMPONENT.text("last_version_flashed", "1.0");
    public static final Field<String> VENDOR = COMPONENT.text("vendor", "1.2");
    public static final Field<String> MODEL = COMPONENT.text("model", "1.2");
    public static final Field<String> SERIAL_NUMBER = COMPONENT.text("serial_number", "1.2");
    public static final Field<Instant> CREATED_AT = COMPONENT.timestamp("created_at", "1.0");
    public static final Field<Instant> UPDATED_AT = COMPONENT.timestamp("updated_at", "1.0");

    public static final FieldTable TABLE = COMPONENT.build();

    private FirmwareFields() {}

    /** A component as it is now; the version counts as its first when it was never seen before. */
    public static Values component(String name, String version) {
        return Values.none(TABLE)
                .with(NAME, name)
                .with(INITIAL_VERSION, version)
                .with(CURRENT_VERSION, version);
    }
}
