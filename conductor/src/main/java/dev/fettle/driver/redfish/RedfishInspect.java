package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.InspectInterface;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.NodeFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Out-of-band inspection: memory_mb, cpus, cpu_arch, local_gb and vendor into {@code properties} ({@code contract/drivers.md} section 10).
 */
public final class RedfishInspect implements InspectInterface {
    private static final long GIB = 1L << 30;
    private static final Map<String, String> ARCHITECTURES = Map.of(
            "x86-64", "x86_64",
            "x86", "i686",
            "ARM-A64", "aarch64",
            "ARM-A32", "arm",
            "PowerISA", "ppc64le",
            "RISC-V", "riscv64",
            "LoongArch", "loongarch64");

    private final RedfishClient client;

    /** For {@code ServiceLoader}. */
    public RedfishInspect() {
        this(RedfishClient.SHARED);
    }

    public RedfishInspect(RedfishClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "redfish";
    }

    @Override
    public Map<String, String> properties() {
        return RedfishInfo.PROPERTIES;
    }

    @Override
    public void validate(NodeTask task) {
        RedfishInfo.of(task);
    }

    @Override
    public StepOutcome inspect(NodeTask task) {
        var machine = RedfishMachine.open(client, task);
        var system = machine.system().body();
        var found = new LinkedHashMap<String, Object>();
        memoryMiB(system).ifPresent(value -> found.put("memory_mb", value));
        cpus(system).ifPresent(value -> found.put("cpus", value));
        architecture(machine, system).ifPresent(value -> found.put("cpu_arch", value));
        var disks = disks(machine, system);
        found.put("local_gb", localGiB(disks));
        Optional.ofNullable(system.path("Manufacturer").textValue())
                .map(String::strip)
                .filter(vendor -> !vendor.isEmpty() && vendor.length() <= 255)
                .ifPresent(vendor -> found.put("vendor", vendor));
        var properties = new LinkedHashMap<>(task.node().properties());
        properties.putAll(found);
        refuseIncomplete(machine, properties);
        task.change(node -> node.with(NodeFields.PROPERTIES, properties));
        task.records().saveInventory(new RedfishInventory(machine, system, disks).read(properties), Map.of());
        return StepOutcome.done();
    }

    private static void refuseIncomplete(RedfishMachine machine, Map<String, Object> properties) {
        var missing = new ArrayList<String>();
        for (var key : new String[] {"memory_mb", "local_gb", "cpu_arch"}) {
            if (properties.get(key) == null) {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            throw new FaultException(
                    FaultCode.HARDWARE_INSPECTION_FAILURE,
                    "The BMC at " + machine.connection().info().bmc() + " does not tell " + String.join(", ", missing)
                            + ". Set them in the node's properties by hand, or power the machine on once so that the"
                            + " BMC learns them.");
        }
    }

    private static Optional<Long> memoryMiB(JsonNode system) {
        var gib = system.path("MemorySummary").path("TotalSystemMemoryGiB");
        return gib.isNumber() && gib.asDouble() > 0 ? Optional.of(Math.round(gib.asDouble() * 1024)) : Optional.empty();
    }

    private static Optional<Long> cpus(JsonNode system) {
        var summary = system.path("ProcessorSummary");
        for (var key : new String[] {"LogicalProcessorCount", "CoreCount", "Count"}) {
            if (summary.path(key).asLong() > 0) {
                return Optional.of(summary.path(key).asLong());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> architecture(RedfishMachine machine, JsonNode system) {
        var processors = RedfishMachine.link(system, "Processors");
        if (processors.isEmpty()) {
            return Optional.empty();
        }
        for (var processor : machine.members(processors.get())) {
            var type = processor.body().path("ProcessorType").asText("CPU");
            var set = processor.body().path("InstructionSet").asText();
            if (type.equals("CPU") && ARCHITECTURES.containsKey(set)) {
                return Optional.ofNullable(ARCHITECTURES.get(set));
            }
            var family = processor.body().path("ProcessorArchitecture").asText().toLowerCase(Locale.ROOT);
            if (type.equals("CPU") && family.equals("x86")) {
                return Optional.of("x86_64");
            }
        }
        return Optional.empty();
    }

    /** The smallest disk of at least 4 GiB, less 1 GiB for partitioning; 0 when there is none. */
    private static long localGiB(List<JsonNode> disks) {
        var smallest = disks.stream()
                .mapToLong(disk -> disk.path("CapacityBytes").asLong())
                .filter(bytes -> bytes >= 4 * GIB)
                .min();
        return smallest.isPresent() ? smallest.getAsLong() / GIB - 1 : 0;
    }

    private static List<JsonNode> disks(RedfishMachine machine, JsonNode system) {
        var disks = new ArrayList<JsonNode>();
        RedfishMachine.link(system, "Storage").ifPresent(storage -> drives(machine, storage, disks));
        if (disks.isEmpty()) { // an older form of the same disks
            RedfishMachine.link(system, "SimpleStorage").ifPresent(storage -> devices(machine, storage, disks));
        }
        return disks;
    }

    private static void drives(RedfishMachine machine, String storage, List<JsonNode> disks) {
        for (var controller : machine.members(storage)) {
            var count = 0;
            for (var drive : controller.body().path("Drives")) {
                var path = drive.path("@odata.id").textValue();
                if (path != null && count++ < 64) {
                    disks.add(machine.connection().require(path).body());
                }
            }
        }
    }

    private static void devices(RedfishMachine machine, String storage, List<JsonNode> disks) {
        for (var controller : machine.members(storage)) {
            for (var device : controller.body().path("Devices")) {
                disks.add(device);
            }
        }
    }
}
