package dev.fettle.config;

import java.util.List;

/** Delays of the fake interfaces: seconds, or "min,max". */
public final class FakeOptions {
    private static final String GROUP = "fake";

    public static final Option<String> POWER_DELAY = Option.text(
            GROUP, "power_delay", "0", "Delay of the fake power interface: seconds, or min,max for a random one.");
    public static final Option<String> BOOT_DELAY = Option.text(
            GROUP, "boot_delay", "0", "Delay of the fake boot interface: seconds, or min,max for a random one.");
    public static final Option<String> DEPLOY_DELAY = Option.text(
            GROUP, "deploy_delay", "0", "Delay of the fake deploy interface: seconds, or min,max for a random one.");
    public static final Option<String> VENDOR_DELAY = Option.text(
            GROUP, "vendor_delay", "0", "Delay of the fake vendor interface: seconds, or min,max for a random one.");
    public static final Option<String> MANAGEMENT_DELAY = Option.text(
            GROUP,
            "management_delay",
            "0",
            "Delay of the fake management interface: seconds, or min,max for a random one.");
    public static final Option<String> INSPECT_DELAY = Option.text(
            GROUP, "inspect_delay", "0", "Delay of the fake inspect interface: seconds, or min,max for a random one.");
    public static final Option<String> BIOS_DELAY = Option.text(
            GROUP, "bios_delay", "0", "Delay of the fake bios interface: seconds, or min,max for a random one.");
    public static final Option<String> STORAGE_DELAY = Option.text(
            GROUP, "storage_delay", "0", "Delay of the fake storage interface: seconds, or min,max for a random one.");
    public static final Option<String> RESCUE_DELAY = Option.text(
            GROUP, "rescue_delay", "0", "Delay of the fake rescue interface: seconds, or min,max for a random one.");
    public static final Option<String> FIRMWARE_DELAY = Option.text(
            GROUP,
            "firmware_delay",
            "0",
            "Delay of the fake firmware interface: seconds, or min,max for a random one.");

    static final List<Option<?>> ALL = List.of(
            POWER_DELAY,
            BOOT_DELAY,
            DEPLOY_DELAY,
            VENDOR_DELAY,
            MANAGEMENT_DELAY,
            INSPECT_DELAY,
            BIOS_DELAY,
            STORAGE_DELAY,
            RESCUE_DELAY,
            FIRMWARE_DELAY);

    private FakeOptions() {}
}
