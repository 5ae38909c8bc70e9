package dev.fettle.driver.redfish;

import dev.fettle.driver.spi.NmiControl;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Map;

/** Interrupts by {@code ComputerSystem.Reset}. Never repeated: each is another interrupt. */
final class RedfishNmi implements NmiControl {
    private static final String NMI = "Nmi";

    private final RedfishClient client;

    RedfishNmi(RedfishClient client) {
        this.client = client;
    }

    @Override
    public void inject(NodeTask task) {
        var machine = RedfishMachine.open(client, task);
        var connection = machine.connection();
        var system = machine.system().body();
        var target = RedfishMachine.actionTarget(system, "ComputerSystem.Reset")
                .orElseThrow(() -> connection.error(machine.path(), "offers no Reset action"));
        var allowed = system.path("Actions").path("#ComputerSystem.Reset").path("ResetType@Redfish.AllowableValues");
        var offered = allowed.isEmpty();
        for (var value : allowed) {
            offered |= value.asText().equals(NMI);
        }
        if (!offered) {
            throw new FaultException(
                    FaultCode.INVALID_PARAMETER_VALUE,
                    "The BMC at " + connection.info().bmc() + " does not offer non-maskable interrupts.");
        }
        task.ensureLockHeld();
        try {
            var answer = connection.post(target, Map.of("ResetType", NMI));
            if (!answer.ok()) {
                throw connection.error(target, "refused the interrupt (" + answer.reason() + ")");
            }
        } catch (LostAnswerException lost) {
            throw new FaultException(
                    FaultCode.REDFISH_CONNECTION_ERROR,
                    "The BMC at " + connection.info().bmc()
                            + " did not answer; the interrupt may have been sent. Look at the machine before repeating it.",
                    lost);
        }
    }
}
