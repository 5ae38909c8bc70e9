package dev.fettle.conductor.sync;

import dev.fettle.conductor.membership.Ownership;
import dev.fettle.conductor.step.NodeRound;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.config.ConductorOptions;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the machines that were given up for power failures again, and takes their nodes out of maintenance when they answer. */
public final class PowerRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(PowerRecovery.class);
    private static final List<NodeFilter> FAILED = List.of(
            new NodeFilter.Equals(NodeFields.MAINTENANCE, true),
            new NodeFilter.Equals(NodeFields.FAULT, "power failure"),
            new NodeFilter.Equals(NodeFields.RESERVATION, null));

    private final TaskTools tools;
    private final PowerDifference difference;
    private final NodeRound round;

    public PowerRecovery(TaskTools tools, Ownership ownership, PowerDifference difference) {
        this.tools = tools;
        this.difference = difference;
        this.round = new NodeRound(
                "power recovery",
                tools,
                ownership,
                ConductorOptions.SYNC_POWER_STATE_WORKERS,
                tools.config().get(ConductorOptions.POWER_FAILURE_RECOVERY_INTERVAL));
    }

    /** One round; blocks. */
    public void run() {
        round.over(FAILED, this::tryAgain);
    }

    private void tryAgain(Node node) {
        try {
            var task = new ReadTask(tools, node);
            task.driver().power().validate(task);
            var actual = task.driver().power().read(task);
            if (actual != PowerState.ERROR) {
                difference.recovered(node, actual);
            }
        } catch (FaultException e) {
            LOG.info("{}: still no power state: {}", node, e.text());
        }
    }
}
