package dev.fettle.driver.redfish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.SecureBootControl;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Map;
import java.util.Optional;

/** Secure boot is a resource of the system; it needs UEFI ({@code contract/drivers.md} section 10). */
final class RedfishSecureBoot implements SecureBootControl {
    private static final String ENABLE = "SecureBootEnable";

    private final RedfishClient client;

    RedfishSecureBoot(RedfishClient client) {
        this.client = client;
    }

    /** Empty for a machine that does not know secure boot. */
    Optional<Boolean> state(NodeTask task) {
        var machine = RedfishMachine.open(client, task);
        return RedfishMachine.link(machine.system().body(), "SecureBoot")
                .map(path -> machine.connection().get(path))
                .filter(RedfishAnswer::ok)
                .map(answer -> answer.body().path(ENABLE))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::asBoolean);
    }

    @Override
    public void set(NodeTask task, boolean on) {
        var machine = RedfishMachine.open(client, task);
        var system = machine.system().body();
        var path =
                RedfishMachine.link(system, "SecureBoot").orElseThrow(() -> unfit(task, "does not know secure boot"));
        if (on && system.path("Boot").path("BootSourceOverrideMode").asText().equals("Legacy")) {
            throw unfit(task, "boots in legacy mode; set its boot mode to uefi first");
        }
        RedfishChange.send(
                task,
                machine,
                "secure boot " + (on ? "on" : "off"),
                () -> new RedfishChange.Resource(path, machine.connection().require(path)),
                Map.of(ENABLE, on));
        RedfishRestart.untilInForce(task, "Secure boot " + (on ? "on" : "off"), () -> {
            var enabled = machine.connection().require(path).body().path(ENABLE);
            return enabled.isBoolean() && enabled.asBoolean() == on;
        });
    }

    private static FaultException unfit(NodeTask task, String why) {
        return new FaultException(
                FaultCode.INVALID_PARAMETER_VALUE, "Node " + task.node().uuid() + " " + why + ".");
    }
}
