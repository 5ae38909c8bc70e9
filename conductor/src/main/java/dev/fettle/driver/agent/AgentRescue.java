package dev.fettle.driver.agent;

import dev.fettle.driver.spi.AgentWait;
import dev.fettle.driver.spi.NetworkInterface.ServiceNetwork;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.RescueInterface;
import dev.fettle.driver.spi.StepOutcome;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rescue interface {@code agent}: a ramdisk whose agent sets the password and then gets out of the way ({@code contract/agent.md} section 4). */
public final class AgentRescue implements RescueInterface {
    private static final Logger LOG = LoggerFactory.getLogger(AgentRescue.class);
    private static final String FINALIZE = "finalize_rescue";

    /**
     * Set before the agent is told, until the next rescue: it stops serving once it has obeyed, so whoever comes back cannot ask it whether it
     * did.
     */
    private static final String TOLD = "agent_rescue_finalized";

    private final AgentClient agent;

    /** For {@code ServiceLoader}. */
    public AgentRescue() {
        this(new AgentClient(new OutboundHttp()));
    }

    AgentRescue(AgentClient agent) {
        this.agent = agent;
    }

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public void validate(NodeTask task) {
        task.driver().network().validate(task);
        task.driver().boot().validate(task);
    }

    @Override
    public StepOutcome rescue(NodeTask task) {
        if (AgentBoot.hasCalled(task)) {
            return StepOutcome.done();
        }
        if (task.node().internalText(TOLD) != null) {
            task.save(node -> node.withInternal(TOLD, null));
        }
        AgentBoot.outOfInstance(task, ServiceNetwork.RESCUING);
        return StepOutcome.waiting(AgentWait.forRescue(task), "the rescue system to boot and call");
    }

    @Override
    public void finish(NodeTask task) {
        if (!isObeyed(task)) {
            tell(task);
        }
        removeRamdisk(task);
        task.driver().network().configureTenantNetworks(task);
        task.save(AgentBoot::withoutMarks);
    }

    @Override
    public void unrescue(NodeTask task) {
        AgentBoot.backToInstance(task, ServiceNetwork.RESCUING);
    }

    @Override
    public void cleanUp(NodeTask task) {
        removeRamdisk(task);
        task.save(node -> AgentBoot.withoutMarks(node).withInternal(TOLD, null));
    }

    private static void removeRamdisk(NodeTask task) {
        task.driver().boot().cleanUpRamdisk(task);
        task.driver().network().removeNetwork(task, ServiceNetwork.RESCUING);
    }

    private void tell(NodeTask task) {
        var hash = task.node().instanceInfo().get("hashed_rescue_password");
        if (hash == null) {
            throw new FaultException(
                    FaultCode.MISSING_PARAMETER_VALUE,
                    "Node " + task.node().uuid() + " has no rescue password any more. Rescue it again.");
        }
        task.save(node -> node.withInternal(TOLD, true));
        var command = agent.start(task, "rescue." + FINALIZE, Map.of("rescue_password", hash, "hashed", true));
        if (!command.succeeded() && !command.running()) {
            throw failed(task, command.reason());
        }
    }

    /** Whether an earlier try reached an agent that has stopped serving since. */
    private boolean isObeyed(NodeTask task) {
        if (task.node().internalText(TOLD) == null) {
            return false;
        }
        try {
            return newestFinal(task).filter(AgentCommand::succeeded).isPresent();
        } catch (FaultException e) {
            if (e.code() != FaultCode.AGENT_CONNECTION_FAILED) {
                throw e;
            }
            LOG.info("{}: the agent was told before and has stopped serving", task.node());
            return true;
        }
    }

    private Optional<AgentCommand> newestFinal(NodeTask task) {
        return agent.newestAction(task).filter(command -> command.name().equals(FINALIZE));
    }

    private static FaultException failed(NodeTask task, String why) {
        return new FaultException(
                FaultCode.AGENT_API_ERROR,
                "The agent of node " + task.node().uuid() + " failed to finish the rescue: " + why
                        + ". Look at the agent's log.");
    }
}
