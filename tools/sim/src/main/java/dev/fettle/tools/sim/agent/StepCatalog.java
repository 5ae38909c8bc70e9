package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.tools.sim.web.Json;
import java.util.List;
import java.util.Map;

/** The steps that the agent offers (contract/drivers.md, section 4). */
final class StepCatalog {
    static final String MANAGER = "GenericHardwareManager";
    static final Map<String, String> VERSIONS = Map.of("generic_hardware_manager", "1.2");

    private record Step(String iface, String name, int priority, boolean abortable) {}

    private static final Map<String, List<Step>> STEPS = Map.of(
            "clean",
            List.of(
                    new Step("deploy", "erase_devices_metadata", 99, true),
                    new Step("deploy", "erase_devices", 10, true),
                    new Step("deploy", "erase_devices_express", 0, true),
                    new Step("deploy", "erase_pstore", 0, true),
                    new Step("deploy", "clean_uefi_nvram", 0, true),
                    new Step("raid", "delete_configuration", 0, true),
                    new Step("raid", "create_configuration", 0, true),
                    new Step("deploy", "burnin_cpu", 0, true),
                    new Step("deploy", "burnin_gpu", 0, true),
                    new Step("deploy", "burnin_disk", 0, true),
                    new Step("deploy", "burnin_memory", 0, true),
                    new Step("deploy", "burnin_network", 0, true)),
            "deploy",
            List.of(
                    new Step("deploy", "erase_devices_metadata", 0, true),
                    new Step("raid", "apply_configuration", 0, true),
                    new Step("deploy", "clean_uefi_nvram", 0, true),
                    new Step("deploy", "write_image", 0, true),
                    new Step("deploy", "inject_files", 0, true),
                    new Step("deploy", "execute_bootc_install", 0, true)),
            "service",
            List.of(
                    new Step("deploy", "burnin_cpu", 0, true),
                    new Step("deploy", "burnin_memory", 0, true),
                    new Step("deploy", "clean_uefi_nvram", 0, true)));

    private StepCatalog() {}

    /** The result of {@code get_<kind>_steps}. */
    static ObjectNode answer(String kind) {
        return Json.object(kind + "_steps", Json.object(MANAGER, steps(kind)), "hardware_manager_version", VERSIONS);
    }

    static boolean has(String kind, String iface, String name) {
        return STEPS.getOrDefault(kind, List.of()).stream()
                .anyMatch(step -> step.iface().equals(iface) && step.name().equals(name));
    }

    private static ArrayNode steps(String kind) {
        return Json.array(STEPS.getOrDefault(kind, List.of()).stream()
                .map(step -> Json.object(
                        "interface", step.iface(),
                        "step", step.name(),
                        "priority", step.priority(),
                        "reboot_requested", false,
                        "abortable", step.abortable()))
                .toList());
    }
}
