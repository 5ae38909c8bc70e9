package dev.fettle.driver.agent;

import dev.fettle.config.ConductorOptions;
import dev.fettle.config.InspectorOptions;
import dev.fettle.driver.spi.InspectInterface;
import dev.fettle.driver.spi.NetworkInterface.ServiceNetwork;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** In-band inspection: boots the agent, which reports what it finds ({@code contract/drivers.md} section 14). */
public final class AgentInspect implements InspectInterface {
    private static final String API_URL = "ipa-api-url";
    private static final String CALLBACK_URL = "ipa-inspection-callback-url";
    private static final Duration UNLIMITED = Duration.ofDays(1);

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public void validate(NodeTask task) {
        task.driver().boot().validate(task);
        parameters(task);
    }

    @Override
    public StepOutcome inspect(NodeTask task) {
        var parameters = parameters(task);
        task.save(node -> node.withInternal(BmcAddresses.KEY, BmcAddresses.of(node)));
        AgentBoot.ensure(task, () -> {
            task.driver().network().addNetwork(task, ServiceNetwork.INSPECTION);
            task.driver().boot().prepareRamdisk(task, parameters);
        });
        var limit = task.config().get(ConductorOptions.INSPECT_WAIT_TIMEOUT);
        return new StepOutcome.Waiting(limit.isZero() ? UNLIMITED : limit, "the agent's report");
    }

    @Override
    public boolean canAbort() {
        return true;
    }

    @Override
    public void abort(NodeTask task) {
        cleanUp(task);
    }

    @Override
    public void cleanUp(NodeTask task) {
        if (task.config().get(InspectorOptions.POWER_OFF) && !task.node().powerOffDisabled()) {
            NodePower.off(task);
        }
        task.driver().boot().cleanUpRamdisk(task);
        task.driver().network().removeNetwork(task, ServiceNetwork.INSPECTION);
        task.save(AgentInspect::withoutMarks);
    }

    private static Node withoutMarks(Node node) {
        return AgentBoot.withoutMarks(node).withInternal(BmcAddresses.KEY, null);
    }

    private static Map<String, String> parameters(NodeTask task) {
        var parameters = new HashMap<>(AgentBoot.parameters(task));
        var api = parameters.get(API_URL);
        if (api == null) {
            throw new FaultException(
                    FaultCode.MISSING_PARAMETER_VALUE,
                    "Inspection by the agent needs an address that the agent can report to. Set [deploy] external_callback_url"
                            + " or [api] public_endpoint.");
        }
        parameters.put(CALLBACK_URL, api + "/v1/continue_inspection");
        return parameters;
    }
}
