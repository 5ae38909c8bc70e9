package dev.fettle.driver.redfish;

import dev.fettle.driver.spi.BootModeControl;
import dev.fettle.driver.spi.NodeTask;
import java.util.List;
import java.util.Map;

/** The boot mode is a property of the next boot's override ({@code contract/drivers.md} section 10). */
final class RedfishBootMode implements BootModeControl {
    private static final Map<String, String> WORDS = Map.of("uefi", "UEFI", "bios", "Legacy");

    private final RedfishClient client;

    RedfishBootMode(RedfishClient client) {
        this.client = client;
    }

    @Override
    public List<String> supported(NodeTask task) {
        return List.of("bios", "uefi");
    }

    @Override
    public void set(NodeTask task, String mode) {
        var machine = RedfishMachine.open(client, task);
        var word = WORDS.getOrDefault(mode, mode);
        RedfishChange.send(
                task,
                machine,
                "boot mode " + mode,
                () -> {
                    var resource = BootResource.find(machine);
                    return new RedfishChange.Resource(resource.path(), resource.answer());
                },
                Map.of("Boot", Map.of("BootSourceOverrideMode", word)));
        RedfishRestart.untilInForce(
                task,
                "Boot mode " + mode,
                () -> machine.system()
                        .body()
                        .path("Boot")
                        .path("BootSourceOverrideMode")
                        .asText()
                        .equals(word));
    }
}
