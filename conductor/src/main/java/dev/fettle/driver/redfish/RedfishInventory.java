package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the BMC knows of the machine's parts, in the words of the agent's inventory ({@code contract/agent.md}). */
final class RedfishInventory {
    private static final int LONGEST = 255;

    private final RedfishMachine machine;
    private final JsonNode system;
    private final List<JsonNode> disks;

    /** @param disks drives as read */
    RedfishInventory(RedfishMachine machine, JsonNode system, List<JsonNode> disks) {
        this.machine = machine;
        this.system = system;
        this.disks = disks;
    }

    /**
     * Reads the network interfaces; the rest is at hand.
     *
     * @param properties what inspection made of the same facts: memory_mb, cpus, cpu_arch
     */
    Map<String, Object> read(Map<String, Object> properties) {
        var inventory = new LinkedHashMap<String, Object>();
        inventory.put("memory", present("physical_mb", properties.get("memory_mb")));
        inventory.put("cpu", cpu(properties));
        inventory.put("disks", disks.stream().map(RedfishInventory::disk).toList());
        inventory.put("interfaces", interfaces());
        inventory.put("system_vendor", vendor());
        var mode = system.path("Boot").path("BootSourceOverrideMode").asText();
        inventory.put(
                "boot",
                present(
                        "current_boot_mode",
                        switch (mode) {
                            case "UEFI" -> "uefi";
                            case "Legacy" -> "bios";
                            default -> null;
                        }));
        return inventory;
    }

    private Map<String, Object> cpu(Map<String, Object> properties) {
        var cpu = present("count", properties.get("cpus"));
        cpu.putAll(present("architecture", properties.get("cpu_arch")));
        cpu.putAll(present(
                "model_name", text(system.path("ProcessorSummary"), "Model").orElse(null)));
        return cpu;
    }

    private static Map<String, Object> disk(JsonNode drive) {
        var disk = new LinkedHashMap<String, Object>();
        text(drive, "Name").ifPresent(name -> disk.put("name", name));
        disk.put("size", drive.path("CapacityBytes").asLong());
        text(drive, "Model").ifPresent(model -> disk.put("model", model));
        text(drive, "SerialNumber").ifPresent(serial -> disk.put("serial", serial));
        text(drive, "MediaType").ifPresent(type -> disk.put("rotational", type.equals("HDD")));
        return disk;
    }

    private List<Map<String, Object>> interfaces() {
        var collection = RedfishMachine.link(system, "EthernetInterfaces");
        if (collection.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Map<String, Object>>();
        for (var nic : machine.members(collection.get())) {
            text(nic.body(), "MACAddress")
                    .filter(mac -> mac.matches("(?i)[0-9a-f]{2}(?::[0-9a-f]{2}){5}"))
                    .ifPresent(mac -> {
                        var entry = present("name", text(nic.body(), "Id").orElse(null));
                        entry.put("mac_address", mac.toLowerCase(Locale.ROOT));
                        found.add(entry);
                    });
        }
        return found;
    }

    private Map<String, Object> vendor() {
        var vendor = present("manufacturer", text(system, "Manufacturer").orElse(null));
        vendor.putAll(present("product_name", text(system, "Model").orElse(null)));
        vendor.putAll(present("serial_number", text(system, "SerialNumber").orElse(null)));
        vendor.put("firmware", present("version", text(system, "BiosVersion").orElse(null)));
        return vendor;
    }

    private static Map<String, Object> present(String key, @Nullable Object value) {
        var map = new LinkedHashMap<String, Object>();
        if (value != null) {
            map.put(key, value);
        }
        return map;
    }

    private static Optional<String> text(JsonNode resource, String key) {
        return Optional.ofNullable(resource.path(key).textValue())
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= LONGEST);
    }
}
