package dev.fettle.conductor.sync;

import static dev.fettle.model.provision.ProvisionState.ADOPT_FAILED;
import static dev.fettle.model.provision.ProvisionState.CLEAN_WAIT;
import static dev.fettle.model.provision.ProvisionState.DEPLOY_WAIT;
import static dev.fettle.model.provision.ProvisionState.ENROLL;

import dev.fettle.conductor.membership.Ownership;
import dev.fettle.conductor.step.AtOnce;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.config.ConductorOptions;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeQuery;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.provision.ProvisionState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the power state of every machine with what is stored. The machines are asked without any lock, many at the same time; the row is touched
 * only to write a difference, and only if nobody else works on the node (design §2.4).
 */
public final class PowerSync {
    private static final Logger LOG = LoggerFactory.getLogger(PowerSync.class);
    private static final Set<ProvisionState> LEFT_ALONE = Set.of(DEPLOY_WAIT, CLEAN_WAIT, ENROLL, ADOPT_FAILED);

    private final TaskTools tools;
    private final Ownership ownership;
    private final PowerDifference difference;
    private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();

    public PowerSync(TaskTools tools, Ownership ownership, PowerDifference difference) {
        this.tools = tools;
        this.ownership = ownership;
        this.difference = difference;
    }

    /** One round over the nodes that are ours; blocks until the last machine answered or gave up. */
    public void run() {
        var width = tools.config().get(ConductorOptions.SYNC_POWER_STATE_WORKERS);
        AtOnce.each("power sync", width, candidates(), this::compare);
    }

    private List<Node> candidates() {
        var query = new NodeQuery(
                List.of(
                        new NodeFilter.Equals(NodeFields.MAINTENANCE, false),
                        new NodeFilter.Equals(NodeFields.TARGET_POWER_STATE, null),
                        new NodeFilter.Equals(NodeFields.RESERVATION, null)),
                new LinkedHashSet<>(NodeFields.TABLE.fields()),
                NodeFields.ID,
                false,
                null,
                0);
        return tools.nodes().list(query).stream()
                .filter(node -> !LEFT_ALONE.contains(node.provisionState()) && ownership.isOurs(node))
                .toList();
    }

    private void compare(Node node) {
        try {
            var task = new ReadTask(tools, node);
            var power = task.driver().power();
            if (!power.supportsSync()) {
                return;
            }
            var actual = power.read(task);
            if (actual == PowerState.ERROR) {
                failed(node, "the machine reports an error");
                return;
            }
            failures.remove(node.uuid());
            difference.settle(task, actual);
        } catch (FaultException e) {
            failed(node, e.text());
        }
    }

    private void failed(Node node, String why) {
        var count = failures.merge(node.uuid(), 1, Integer::sum);
        LOG.info("{}: power state not known ({} in a row): {}", node, count, why);
        if (count > tools.config().get(ConductorOptions.POWER_STATE_SYNC_MAX_RETRIES)) {
            difference.giveUp(node, Optional.empty(), why);
            failures.remove(node.uuid());
        }
    }
}
