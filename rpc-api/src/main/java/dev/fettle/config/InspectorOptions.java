package dev.fettle.config;

import java.util.List;

/** Inspection by the agent. */
public final class InspectorOptions {
    public static final Option<String> ADD_PORTS = Option.choice(
            "inspector",
            "add_ports",
            List.of("all", "active", "pxe", "disabled"),
            "pxe",
            "Network interfaces that ports are made of: all, active (with an address), pxe (the one that booted), disabled (none).");
    public static final Option<Boolean> UPDATE_PXE_ENABLED = Option.flag(
            "inspector",
            "update_pxe_enabled",
            true,
            "Set pxe_enabled of ports by which interface the agent booted from.");
    public static final Option<Boolean> POWER_OFF =
            Option.flag("inspector", "power_off", true, "Power the machine off after inspection.");
    public static final Option<String> DATA_BACKEND = Option.choice(
            "inventory",
            "data_backend",
            List.of("database", "none"),
            "database",
            "Where inventories are kept: database, or none to drop them.");

    static final List<Option<?>> ALL = List.of(ADD_PORTS, UPDATE_PXE_ENABLED, POWER_OFF, DATA_BACKEND);

    private InspectorOptions() {}
}
