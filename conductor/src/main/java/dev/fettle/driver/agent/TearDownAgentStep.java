package dev.fettle.driver.agent;

import dev.fettle.config.AgentOptions;
import dev.fettle.driver.spi.InfoDocument;
import dev.fettle.driver.spi.NodePower;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.Step;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.model.FaultException;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.step.StepSpec;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the agent: flushes the disks, has it power itself off, and makes sure by the BMC. A machine that is off already is left alone. */
final class TearDownAgentStep implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(TearDownAgentStep.class);
    private static final String POWER_OFF = "power_off";
    private static final String LOCKDOWN = "lockdown";

    private final AgentClient agent;

    TearDownAgentStep(AgentClient agent) {
        this.agent = agent;
    }

    @Override
    public StepSpec spec() {
        return DeploySteps.TEAR_DOWN_AGENT;
    }

    @Override
    public Resume resume() {
        return Resume.RUN_AGAIN;
    }

    @Override
    public StepOutcome run(NodeTask task, Map<String, Object> args) {
        var isOn = NodePower.read(task) != PowerState.OFF;
        if (task.node().powerOffDisabled()) {
            if (isOn) {
                tell(task, "system." + LOCKDOWN, LOCKDOWN);
            }
            return StepOutcome.done();
        }
        if (isOn) {
            endAgent(task);
        }
        NodePower.off(task);
        return StepOutcome.done();
    }

    private void endAgent(NodeTask task) {
        var hard = new InfoDocument("driver_info", task.node().driverInfo()).flag("deploy_forces_oob_reboot", false);
        if (hard) {
            tell(task, null, "sync");
        } else if (tell(task, "standby." + POWER_OFF, POWER_OFF)) {
            awaitOff(task);
        }
    }

    /** False when the agent does not listen: then the BMC must do without it. */
    private boolean tell(NodeTask task, @org.jspecify.annotations.Nullable String command, String shortName) {
        if (!AgentAddress.isKnown(task)) {
            return false;
        }
        try {
            var newest = agent.newestAction(task);
            if (newest.isPresent() && newest.get().name().equals(shortName) && command != null) {
                return true; // told before we came back
            }
            agent.ask(task, "standby.sync", Map.of());
            if (command != null) {
                agent.start(task, command, Map.of());
            }
            return true;
        } catch (FaultException fault) {
            LOG.warn(
                    "node {}: its agent does not take {}, going on by its BMC: {}",
                    task.node().uuid(),
                    shortName,
                    fault.text());
            return false;
        }
    }

    private static void awaitOff(NodeTask task) {
        var interval = task.config().get(AgentOptions.POST_DEPLOY_GET_POWER_STATE_RETRY_INTERVAL);
        var polls = task.config().get(AgentOptions.POST_DEPLOY_GET_POWER_STATE_RETRIES) + 1;
        var until = task.clock().instant().plus(interval.multipliedBy(polls));
        var pause = Duration.ofMillis(500);
        while (NodePower.read(task) != PowerState.OFF && task.clock().instant().isBefore(until)) {
            task.pause(pause.compareTo(interval) < 0 ? pause : interval);
            pause = pause.multipliedBy(2);
        }
    }
}
