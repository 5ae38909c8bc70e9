package dev.fettle.gateway.driver;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.plain;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Links;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.FieldTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The fields of a driver: {@code contract/resources.md} section 11. */
public final class DriverFieldTable {
    private static final FieldTable.Builder DRIVER = FieldTable.of("Driver", "1.0");
    static final Field<String> NAME = DRIVER.text("name", "1.0");
    static final Field<List<String>> HOSTS = DRIVER.textList("hosts", "1.0");
    private static final Map<InterfaceKind, Field<String>> DEFAULTS = new EnumMap<>(InterfaceKind.class);
    private static final Map<InterfaceKind, Field<List<String>>> ENABLED = new EnumMap<>(InterfaceKind.class);

    static {
        for (var kind : InterfaceKind.values()) {
            DEFAULTS.put(kind, DRIVER.text("default_" + kind.fieldName(), "1.0"));
            ENABLED.put(kind, DRIVER.textList("enabled_" + kind.fieldName() + "s", "1.0"));
        }
    }

    static final FieldTable TABLE = DRIVER.build();
    public static final FieldSet FIELDS = new FieldSet("driver", TABLE, rows());

    private DriverFieldTable() {}

    /** Shows the interface that new nodes get. */
    static Field<String> defaultOf(InterfaceKind kind) {
        return known(DEFAULTS, kind);
    }

    /** Shows the interfaces that nodes can have. */
    static Field<List<String>> enabledOf(InterfaceKind kind) {
        return known(ENABLED, kind);
    }

    private static <F> F known(Map<InterfaceKind, F> fields, InterfaceKind kind) {
        return Objects.requireNonNull(fields.get(kind));
    }

    private static List<ApiField> rows() {
        var rows = new ArrayList<ApiField>(List.of(
                plain(NAME, 1).listed(),
                plain(HOSTS, 1).listed(),
                computed("type", 30, Set.of(), (out, _, _) -> out.writeString("dynamic"))
                        .listed(),
                links("links", 1, "").listed(),
                links("properties", 14, "/properties").listed()));
        for (var kind : InterfaceKind.values()) {
            var since = since(kind);
            rows.add(plain(defaultOf(kind), since));
            rows.add(plain(enabledOf(kind), since));
        }
        return rows;
    }

    private static int since(InterfaceKind kind) {
        return switch (kind) {
            case STORAGE -> 33;
            case RESCUE -> 38;
            case BIOS -> 40;
            case FIRMWARE -> 86;
            case NETWORK, BOOT, CONSOLE, DEPLOY, INSPECT, MANAGEMENT, POWER, RAID, VENDOR -> 30;
        };
    }

    private static ApiField links(String name, int since, String below) {
        return computed(
                name,
                since,
                Set.of(NAME),
                (out, values, view) -> Links.pair(out, view.baseUrl(), "drivers/" + values.require(NAME) + below));
    }
}
