package dev.fettle.conductor.driver;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.Option;
import dev.fettle.model.InterfaceKind;
import java.util.List;
import java.util.Optional;

/** The options that choose the interfaces of one kind. */
record InterfaceOptions(Option<List<String>> enabled, Option<?> byDefault) {

    static InterfaceOptions of(InterfaceKind kind) {
        return switch (kind) {
            case BIOS -> pair(DefaultOptions.ENABLED_BIOS_INTERFACES, DefaultOptions.DEFAULT_BIOS_INTERFACE);
            case BOOT -> pair(DefaultOptions.ENABLED_BOOT_INTERFACES, DefaultOptions.DEFAULT_BOOT_INTERFACE);
            case CONSOLE -> pair(DefaultOptions.ENABLED_CONSOLE_INTERFACES, DefaultOptions.DEFAULT_CONSOLE_INTERFACE);
            case DEPLOY -> pair(DefaultOptions.ENABLED_DEPLOY_INTERFACES, DefaultOptions.DEFAULT_DEPLOY_INTERFACE);
            case FIRMWARE ->
                pair(DefaultOptions.ENABLED_FIRMWARE_INTERFACES, DefaultOptions.DEFAULT_FIRMWARE_INTERFACE);
            case INSPECT -> pair(DefaultOptions.ENABLED_INSPECT_INTERFACES, DefaultOptions.DEFAULT_INSPECT_INTERFACE);
            case MANAGEMENT ->
                pair(DefaultOptions.ENABLED_MANAGEMENT_INTERFACES, DefaultOptions.DEFAULT_MANAGEMENT_INTERFACE);
            case NETWORK -> pair(DefaultOptions.ENABLED_NETWORK_INTERFACES, DefaultOptions.DEFAULT_NETWORK_INTERFACE);
            case POWER -> pair(DefaultOptions.ENABLED_POWER_INTERFACES, DefaultOptions.DEFAULT_POWER_INTERFACE);
            case RAID -> pair(DefaultOptions.ENABLED_RAID_INTERFACES, DefaultOptions.DEFAULT_RAID_INTERFACE);
            case RESCUE -> pair(DefaultOptions.ENABLED_RESCUE_INTERFACES, DefaultOptions.DEFAULT_RESCUE_INTERFACE);
            case STORAGE -> pair(DefaultOptions.ENABLED_STORAGE_INTERFACES, DefaultOptions.DEFAULT_STORAGE_INTERFACE);
            case VENDOR -> pair(DefaultOptions.ENABLED_VENDOR_INTERFACES, DefaultOptions.DEFAULT_VENDOR_INTERFACE);
        };
    }

    List<String> enabled(Configuration config) {
        return config.get(enabled);
    }

    /** The interface that new nodes get whatever their hardware type prefers; empty when nothing is set. */
    Optional<String> byDefault(Configuration config) {
        return switch (config.get(byDefault)) {
            case Optional<?> name -> name.map(String.class::cast);
            case String name when !name.isBlank() -> Optional.of(name);
            default -> Optional.empty();
        };
    }

    private static InterfaceOptions pair(Option<List<String>> enabled, Option<?> byDefault) {
        return new InterfaceOptions(enabled, byDefault);
    }
}
