package dev.fettle.driver.agent;

import dev.fettle.driver.spi.NetworkInterface.ServiceNetwork;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.step.StepSpec;
import java.util.Map;

/** Takes the machine from the provisioning network to those of its tenant. */
final class SwitchToTenantNetworkStep implements Step {

    @Override
    public StepSpec spec() {
        return DeploySteps.SWITCH_TO_TENANT_NETWORK;
    }

    @Override
    public Resume resume() {
        return Resume.RUN_AGAIN;
    }

    @Override
    public StepOutcome run(NodeTask task, Map<String, Object> args) {
        task.driver().network().removeNetwork(task, ServiceNetwork.PROVISIONING);
        task.driver().network().configureTenantNetworks(task);
        return StepOutcome.done();
    }
}
