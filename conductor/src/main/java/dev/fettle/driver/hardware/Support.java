package dev.fettle.driver.hardware;

import dev.fettle.model.InterfaceKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Names of the supported implementations by kind, best first ({@code contract/drivers.md} section 2). Immutable. */
record Support(Map<InterfaceKind, List<String>> names) {

    /** What hardware types have in common; each type replaces the rows in which it differs. */
    static final Support COMMON = new Support(Map.ofEntries(
            Map.entry(InterfaceKind.BIOS, List.of("no-bios")),
            Map.entry(InterfaceKind.BOOT, List.of("ipxe", "pxe", "http-ipxe", "http")),
            Map.entry(InterfaceKind.CONSOLE, List.of("no-console", "fake-graphical")),
            Map.entry(
                    InterfaceKind.DEPLOY,
                    List.of("autodetect", "direct", "ansible", "ramdisk", "anaconda", "bootc", "custom-agent")),
            Map.entry(InterfaceKind.FIRMWARE, List.of("no-firmware")),
            Map.entry(InterfaceKind.INSPECT, List.of("agent", "no-inspect")),
            Map.entry(InterfaceKind.MANAGEMENT, List.of("noop")),
            Map.entry(InterfaceKind.NETWORK, List.of("flat", "neutron", "ironic-networking", "noop")),
            Map.entry(InterfaceKind.POWER, List.of()),
            Map.entry(InterfaceKind.RAID, List.of("no-raid", "agent")),
            Map.entry(InterfaceKind.RESCUE, List.of("no-rescue", "agent")),
            Map.entry(InterfaceKind.STORAGE, List.of("noop", "cinder", "external")),
            Map.entry(InterfaceKind.VENDOR, List.of("no-vendor"))));

    Support {
        names = Map.copyOf(names);
    }

    Support with(InterfaceKind kind, String... implementations) {
        var changed = new EnumMap<>(names);
        changed.put(kind, List.of(implementations));
        return new Support(changed);
    }

    /** The same names with others before them. */
    Support before(InterfaceKind kind, String... implementations) {
        var all = new ArrayList<>(List.of(implementations));
        all.addAll(of(kind));
        return with(kind, all.toArray(String[]::new));
    }

    /** The same names with others after them. */
    Support after(InterfaceKind kind, String... implementations) {
        var all = new ArrayList<>(of(kind));
        all.addAll(List.of(implementations));
        return with(kind, all.toArray(String[]::new));
    }

    List<String> of(InterfaceKind kind) {
        return names.getOrDefault(kind, List.of());
    }
}
