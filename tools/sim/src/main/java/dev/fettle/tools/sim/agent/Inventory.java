package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.machine.Hardware;
import dev.fettle.tools.sim.web.Json;
import java.util.List;

/** What the agent finds out about its machine (contract/agent.md, section 3). */
final class Inventory {
    private Inventory() {}

    /** The body of the inspection callback. */
    static ObjectNode callback(Hardware hardware) {
        var rootDisk = disk(hardware.disks().getFirst());
        return Json.object(
                "inventory",
                of(hardware),
                "root_disk",
                rootDisk,
                "boot_interface",
                "01-" + hardware.macs().getFirst().replace(':', '-'),
                "error",
                null,
                "logs",
                SystemLogs.encoded("journal", "The simulated agent has looked around.\n"));
    }

    static ObjectNode of(Hardware hardware) {
        return Json.object(
                "interfaces", interfaces(hardware),
                "cpu",
                        Json.object(
                                "model_name",
                                Hardware.CPU_MODEL,
                                "frequency",
                                "2400.0",
                                "count",
                                hardware.cpus(),
                                "architecture",
                                "x86_64",
                                "flags",
                                List.of("fpu", "aes", "avx2"),
                                "socket_count",
                                1),
                "memory", Json.object("total", (long) hardware.memoryMib() << 20, "physical_mb", hardware.memoryMib()),
                "disks", hardware.disks().stream().map(Inventory::disk).toList(),
                "bmc_address", "127.0.0.1",
                "bmc_v6address", "::1",
                "system_vendor",
                        Json.object(
                                "product_name",
                                Hardware.MODEL,
                                "serial_number",
                                hardware.serial(),
                                "manufacturer",
                                Hardware.MANUFACTURER,
                                "firmware",
                                Json.object(
                                        "vendor", Hardware.MANUFACTURER,
                                        "version", Hardware.BIOS_VERSION,
                                        "build_date", "01/15/2026")),
                "boot",
                        Json.object(
                                "current_boot_mode",
                                "uefi",
                                "pxe_interface",
                                hardware.macs().getFirst()),
                "hostname", hardware.id());
    }

    private static List<ObjectNode> interfaces(Hardware hardware) {
        return hardware.macs().stream()
                .map(mac -> Json.object(
                        "name",
                        "eth" + hardware.macs().indexOf(mac),
                        "mac_address",
                        mac,
                        "ipv4_address",
                        null,
                        "ipv6_address",
                        null,
                        "has_carrier",
                        true,
                        "lldp",
                        null,
                        "vendor",
                        "0x1af4",
                        "product",
                        "0x0001",
                        "client_id",
                        null,
                        "biosdevname",
                        null,
                        "speed_mbps",
                        10_000))
                .toList();
    }

    private static ObjectNode disk(Hardware.Disk disk) {
        return Json.object(
                "name", disk.name(),
                "model", disk.model(),
                "size", disk.bytes(),
                "rotational", disk.rotational(),
                "wwn", null,
                "serial", disk.serial(),
                "vendor", Hardware.MANUFACTURER,
                "by_path", null,
                "hctl", null);
    }
}
