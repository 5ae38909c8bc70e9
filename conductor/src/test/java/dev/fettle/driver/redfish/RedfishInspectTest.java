package dev.fettle.driver.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedfishInspectTest {
    private static final String CPUS = TestBmc.SYSTEM + "/Processors";
    private static final String STORAGE = TestBmc.SYSTEM + "/Storage";
    private final TestBmc bmc = new TestBmc();
    private final RedfishInspect inspect =
            RedfishInterfaces.create(BmcGate.create()).inspect();
    private final TestNodeTask task = bmc.task();

    @AfterEach
    void stop() {
        bmc.close();
    }

    @Test
    void inspect_fillsProperties() {
        describe();
        task.property("capabilities", "boot_mode:uefi");
        assertThat(inspect.inspect(task)).isEqualTo(StepOutcome.done());
        assertThat(task.node().properties())
                .containsEntry("memory_mb", 98304L)
                .containsEntry("cpus", 32L)
                .containsEntry("cpu_arch", "x86_64")
                .containsEntry("local_gb", 99L) // the smallest disk of 4 GiB and more, less 1
                .containsEntry("vendor", "Example Inc.")
                .containsEntry("capabilities", "boot_mode:uefi");
    }

    @Test
    void inspect_keepsTheInventory() {
        var nics = TestBmc.SYSTEM + "/EthernetInterfaces";
        describe();
        bmc.system("Model", "Example 1U").system("SerialNumber", "sn-1").system("BiosVersion", "2.7");
        bmc.system("EthernetInterfaces", Map.of("@odata.id", nics));
        bmc.resource(nics, "{\"Members\": [{\"@odata.id\": \"" + nics + "/1\"}, {\"@odata.id\": \"" + nics + "/2\"}]}");
        bmc.resource(nics + "/1", "{\"Id\": \"NIC.1\", \"MACAddress\": \"AA:BB:CC:00:11:22\"}");
        bmc.resource(nics + "/2", "{\"Id\": \"NIC.2\", \"MACAddress\": \"rubbish\"}");

        inspect.inspect(task);

        assertThat(task.records().inventory().orElseThrow().inventory())
                .containsEntry("memory", Map.of("physical_mb", 98304L))
                .containsEntry("cpu", Map.of("count", 32L, "architecture", "x86_64"))
                .containsEntry("interfaces", List.of(Map.of("name", "NIC.1", "mac_address", "aa:bb:cc:00:11:22")))
                .containsEntry("boot", Map.of("current_boot_mode", "uefi"))
                .containsEntry(
                        "disks",
                        List.of(
                                Map.of("size", 1073741824L),
                                Map.of("size", 107374182400L),
                                Map.of("size", 214748364800L)))
                .containsEntry(
                        "system_vendor",
                        Map.of(
                                "manufacturer", "Example Inc.",
                                "product_name", "Example 1U",
                                "serial_number", "sn-1",
                                "firmware", Map.of("version", "2.7")));
    }

    @Test
    void inspect_withoutDisks_isZero() {
        describe();
        bmc.system("Storage", Map.of());
        inspect.inspect(task);
        assertThat(task.node().properties()).containsEntry("local_gb", 0L);
    }

    @Test
    void inspect_missing_isAFaultThatNamesIt_unlessGivenByHand() {
        assertThatThrownBy(() -> inspect.inspect(task))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.code()).isEqualTo(FaultCode.HARDWARE_INSPECTION_FAILURE))
                .hasMessageContaining("memory_mb, cpu_arch");
        task.property("memory_mb", 1024).property("cpu_arch", "aarch64");
        inspect.inspect(task);
        assertThat(task.node().properties()).containsEntry("cpu_arch", "aarch64");
    }

    @Test
    void inspect_hostileValues_doNoHarm() {
        bmc.system("MemorySummary", Map.of("TotalSystemMemoryGiB", "lots"))
                .system("ProcessorSummary", Map.of("Count", -3));
        bmc.system("Manufacturer", "x".repeat(100_000));
        task.property("memory_mb", 1).property("cpu_arch", "x86_64");
        inspect.inspect(task);
        assertThat(task.node().properties()).containsEntry("memory_mb", 1).doesNotContainKeys("cpus", "vendor");
    }

    private void describe() {
        bmc.system("MemorySummary", Map.of("TotalSystemMemoryGiB", 96));
        bmc.system("ProcessorSummary", Map.of("Count", 2, "LogicalProcessorCount", 32));
        bmc.system("Processors", Map.of("@odata.id", CPUS));
        bmc.system("Storage", Map.of("@odata.id", STORAGE));
        bmc.resource(CPUS, "{\"Members\": [{\"@odata.id\": \"" + CPUS + "/1\"}]}");
        bmc.resource(CPUS + "/1", "{\"ProcessorType\": \"CPU\", \"InstructionSet\": \"x86-64\"}");
        bmc.resource(STORAGE, "{\"Members\": [{\"@odata.id\": \"" + STORAGE + "/1\"}]}");
        bmc.resource(
                STORAGE + "/1",
                "{\"Drives\": [{\"@odata.id\": \"/d/1\"}, {\"@odata.id\": \"/d/2\"}, {\"@odata.id\": \"/d/3\"}]}");
        bmc.resource("/d/1", "{\"CapacityBytes\": 1073741824}");
        bmc.resource("/d/2", "{\"CapacityBytes\": 107374182400}");
        bmc.resource("/d/3", "{\"CapacityBytes\": 214748364800}");
    }
}
