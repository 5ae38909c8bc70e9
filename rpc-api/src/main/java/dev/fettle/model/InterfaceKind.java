package dev.fettle.model;

import java.util.Locale;

/** The 13 kinds of driver interface a node is composed of ({@code contract/drivers.md} section 1), in alphabetical order. */
public enum InterfaceKind {
    BIOS,
    BOOT,
    CONSOLE,
    DEPLOY,
    FIRMWARE,
    INSPECT,
    MANAGEMENT,
    NETWORK,
    POWER,
    RAID,
    RESCUE,
    STORAGE,
    VENDOR;

    /** Word used in steps and in {@code validate}, such as {@code power}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the node field that selects the implementation, such as {@code power_interface}. */
    public String fieldName() {
        return word() + "_interface";
    }
}
