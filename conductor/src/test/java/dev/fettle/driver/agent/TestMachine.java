package dev.fettle.driver.agent;

import dev.fettle.config.AgentOptions;
import dev.fettle.driver.redfish.RedfishInterfaces;
import dev.fettle.driver.redfish.TestBmc;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.TestNodeTask;
import dev.fettle.driver.spi.bmc.BmcGate;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.model.provision.ProvisionState;
import java.util.Map;

/** A machine with a BMC and, once booted from its CD, an agent; and its node. The test carries the agent's heartbeats. */
final class TestMachine implements AutoCloseable {
    final TestBmc bmc = new TestBmc();
    final TestAgent agent = new TestAgent();
    final Wires wires = new Wires();
    final AgentDeploy deploy = new AgentDeploy(new AgentClient(new OutboundHttp()), "xorriso");
    private int agentBoots;
    private boolean agentIsUp;

    TestMachine() {
        bmc.whenBootedFromCd(() -> {
            agent.reboot();
            agentBoots++;
            agentIsUp = true;
        });
        agent.whenPoweredOff(() -> bmc.powerOffByItself());
    }

    TestNodeTask task() {
        var redfish = RedfishInterfaces.create(BmcGate.create());
        return bmc.task()
                .with(AgentOptions.REQUIRE_TLS, "false")
                .with(redfish.power())
                .with(redfish.management())
                .with(redfish.boot())
                .with(wires)
                .with(new Wires.Disks(true))
                .with(deploy)
                .state(ProvisionState.DEPLOYING)
                .instanceInfo("image_source", "http://192.0.2.1/image.qcow2")
                .instanceInfo("image_os_hash_algo", "sha256")
                .instanceInfo("image_os_hash_value", "ab".repeat(32))
                .instanceInfo("configdrive", Map.of("user_data", "hello"));
    }

    /** What the heartbeat handler would store; nothing while no agent runs. Ends what the agent does. */
    void heartbeat(TestNodeTask task) {
        if (!agentIsUp || bmc.power().equals("Off")) {
            return;
        }
        if (agent.isRunning()) {
            agent.succeed();
        }
        task.internal("agent_url", agent.server().url()).internal("agent_secret_token", TestAgent.TOKEN);
    }

    int agentBoots() {
        return agentBoots;
    }

    /** Power ons that did not boot the agent. */
    long instanceBoots() {
        return bmc.resets().stream().filter("On"::equals).count() - agentBoots;
    }

    static boolean isOff(NodeTask task) {
        return "power off".equals(task.node().get(dev.fettle.model.node.NodeFields.POWER_STATE));
    }

    @Override
    public void close() {
        agent.close();
        bmc.close();
    }
}
