package dev.fettle.tools.sim.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.machine.Hardware;
import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Processors, memory, disks and network cards of the system. */
final class InventoryResources {
    private static final String SYSTEM = "Systems/{system}/";
    private static final int DIMMS = 2;

    static final List<Route> ROUTES = List.of(
            Route.get(SYSTEM + "Processors", (bmc, _, _) -> numbered(bmc, "Processors", "Processor", 1)),
            Route.get(
                    SYSTEM + "Processors/*",
                    (bmc, request, path) -> member(bmc, request, path, 1, InventoryResources::processor)),
            Route.get(SYSTEM + "Memory", (bmc, _, _) -> numbered(bmc, "Memory", "Memory", DIMMS)),
            Route.get(
                    SYSTEM + "Memory/*",
                    (bmc, request, path) -> member(bmc, request, path, DIMMS, InventoryResources::dimm)),
            Route.get(
                    SYSTEM + "EthernetInterfaces",
                    (bmc, _, _) -> numbered(bmc, "EthernetInterfaces", "EthernetInterface", nics(bmc))),
            Route.get(
                    SYSTEM + "EthernetInterfaces/*",
                    (bmc, request, path) -> member(bmc, request, path, nics(bmc), InventoryResources::nic)),
            Route.get(SYSTEM + "SimpleStorage", (bmc, _, _) -> numbered(bmc, "SimpleStorage", "SimpleStorage", 1)),
            Route.get(
                    SYSTEM + "SimpleStorage/*",
                    (bmc, request, path) -> member(bmc, request, path, 1, InventoryResources::simpleStorage)),
            Route.get(SYSTEM + "Storage", (bmc, _, _) -> numbered(bmc, "Storage", "Storage", 1)),
            Route.get(
                    SYSTEM + "Storage/*",
                    (bmc, request, path) -> member(bmc, request, path, 1, InventoryResources::storage)),
            Route.get(
                    SYSTEM + "Storage/1/Volumes",
                    (bmc, _, _) -> bmc.collection(bmc.system() + "/Storage/1/Volumes", "Volume", List.of())),
            Route.get(
                    SYSTEM + "Storage/1/Drives/*",
                    (bmc, request, path) ->
                            member(bmc, request, path, disks(bmc).size(), InventoryResources::drive)));

    private InventoryResources() {}

    private static Reply numbered(Bmc bmc, String name, String type, int count) {
        var ids = IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
        return bmc.collection(bmc.system() + "/" + name, type, ids);
    }

    /** Members have the numbers 1 to {@code count}. */
    private static Reply member(
            Bmc bmc, Request request, List<String> path, int count, BiFunction<Bmc, Integer, ObjectNode> show) {
        String id = path.getLast();
        boolean known = IntStream.rangeClosed(1, count)
                .anyMatch(number -> String.valueOf(number).equals(id));
        return known ? Reply.json(200, show.apply(bmc, Integer.valueOf(id))) : RedfishError.notFound(request.path());
    }

    private static ObjectNode processor(Bmc bmc, int number) {
        int cores = bmc.machine().hardware().cpus();
        return of(bmc, "Processors", number, "Processor.v1_18_0.Processor", "CPU")
                .put("ProcessorType", "CPU")
                .put("ProcessorArchitecture", "x86")
                .put("InstructionSet", "x86-64")
                .put("Manufacturer", Hardware.MANUFACTURER)
                .put("Model", Hardware.CPU_MODEL)
                .put("MaxSpeedMHz", 2400)
                .put("TotalCores", cores)
                .put("TotalThreads", cores)
                .put("Socket", "CPU" + number);
    }

    private static ObjectNode dimm(Bmc bmc, int number) {
        return of(bmc, "Memory", number, "Memory.v1_17_1.Memory", "DIMM")
                .put("MemoryType", "DRAM")
                .put("MemoryDeviceType", "DDR5")
                .put("CapacityMiB", bmc.machine().hardware().memoryMib() / DIMMS)
                .put("OperatingSpeedMhz", 4800);
    }

    private static ObjectNode nic(Bmc bmc, int number) {
        String mac = bmc.machine().hardware().macs().get(number - 1);
        return of(bmc, "EthernetInterfaces", number, "EthernetInterface.v1_9_0.EthernetInterface", "NIC")
                .put("MACAddress", mac)
                .put("PermanentMACAddress", mac)
                .put("LinkStatus", "LinkUp")
                .put("InterfaceEnabled", true)
                .put("SpeedMbps", 10_000);
    }

    private static ObjectNode simpleStorage(Bmc bmc, int number) {
        var devices = disks(bmc).stream()
                .map(disk -> Json.object(
                        "Name", disk.name(), "Model", disk.model(), "CapacityBytes", disk.bytes(), "Status", ok()))
                .toList();
        var json = of(bmc, "SimpleStorage", number, "SimpleStorage.v1_3_1.SimpleStorage", "AHCI");
        json.set("Devices", Json.array(devices));
        return json;
    }

    private static ObjectNode storage(Bmc bmc, int number) {
        String path = bmc.system() + "/Storage/" + number;
        var drives = IntStream.rangeClosed(1, disks(bmc).size())
                .mapToObj(drive -> bmc.link(path + "/Drives/" + drive))
                .toList();
        var json = of(bmc, "Storage", number, "Storage.v1_15_1.Storage", "Controller");
        json.set("Drives", Json.array(drives));
        json.put("Drives@odata.count", drives.size());
        json.set("Volumes", bmc.link(path + "/Volumes"));
        json.set(
                "StorageControllers",
                Json.array(Json.object(
                        "@odata.id",
                        bmc.at(path) + "#/StorageControllers/0",
                        "MemberId",
                        "0",
                        "Name",
                        "AHCI",
                        "SupportedDeviceProtocols",
                        List.of("SATA"),
                        "Status",
                        ok())));
        return json;
    }

    private static ObjectNode drive(Bmc bmc, int number) {
        var disk = disks(bmc).get(number - 1);
        return of(bmc, "Storage/1/Drives", number, "Drive.v1_19_0.Drive", "Drive")
                .put("CapacityBytes", disk.bytes())
                .put("MediaType", disk.rotational() ? "HDD" : "SSD")
                .put("Protocol", "SATA")
                .put("Model", disk.model())
                .put("SerialNumber", disk.serial())
                .put("IndicatorLED", "Off");
    }

    private static ObjectNode of(Bmc bmc, String collection, int number, String type, String name) {
        var json = bmc.resource(
                bmc.system() + "/" + collection + "/" + number, type, String.valueOf(number), name + " " + number);
        json.set("Status", ok());
        return json;
    }

    private static ObjectNode ok() {
        return Json.object("State", "Enabled", "Health", "OK");
    }

    private static int nics(Bmc bmc) {
        return bmc.machine().hardware().macs().size();
    }

    private static List<Hardware.Disk> disks(Bmc bmc) {
        return bmc.machine().hardware().disks();
    }
}
