package dev.fettle.conductor.sync;

import static dev.fettle.model.provision.ProvisionState.ADOPT_FAILED;
import static dev.fettle.model.provision.ProvisionState.CLEAN_WAIT;
import static dev.fettle.model.provision.ProvisionState.DEPLOY_WAIT;
import static dev.fettle.model.provision.ProvisionState.ENROLL;

import dev.fettle.conductor.membership.Ownership;
import dev.fettle.conductor.step.HardwareFacts;
import dev.fettle.conductor.step.NodeRound;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the power state of every machine with what is stored, and notes what else it tells of itself ({@code contract/conductor.md} section
 * 7). The machines are asked without any lock, many at the same time; the row is touched only to write a difference, and only if nobody else works
 * on the node (design §2.4).
 */
public final class PowerSync {
    private static final Logger LOG = LoggerFactory.getLogger(PowerSync.class);
    private static final Set<ProvisionState> LEFT_ALONE = Set.of(DEPLOY_WAIT, CLEAN_WAIT, ENROLL, ADOPT_FAILED);
    private static final List<NodeFilter> FREE = List.of(
            new NodeFilter.Equals(NodeFields.MAINTENANCE, false),
            new NodeFilter.Equals(NodeFields.TARGET_POWER_STATE, null),
            new NodeFilter.Equals(NodeFields.RESERVATION, null));

    private final TaskTools tools;
    private final Ownership ownership;
    private final PowerDifference difference;
    private final NodeRound round;

    /** Rounds in a row in which the machine could not be read, or was not as stored. */
    private final Map<UUID, Integer> failures = new ConcurrentHashMap<>();

    public PowerSync(TaskTools tools, Ownership ownership, PowerDifference difference) {
        this.tools = tools;
        this.ownership = ownership;
        this.difference = difference;
        this.round = new NodeRound(
                "power sync",
                tools,
                ownership,
                ConductorOptions.SYNC_POWER_STATE_WORKERS,
                tools.config().get(ConductorOptions.SYNC_POWER_STATE_INTERVAL));
    }

    /** One round over the nodes that are ours; blocks until the last machine answered or gave up. */
    public void run() {
        round.over(FREE, node -> {
            if (!LEFT_ALONE.contains(node.provisionState())) {
                compare(node);
            }
        });
        forgetOthers();
    }

    private void compare(Node node) {
        try {
            var task = new ReadTask(tools, node);
            if (!task.driver().power().supportsSync() || notSetUp(task)) {
                return;
            }
            var actual = task.driver().power().read(task);
            if (actual == PowerState.ERROR) {
                failed(node, "the machine reports an error");
            } else if (node.powerState().isEmpty() || node.powerState().get() == actual) {
                failures.remove(node.uuid());
                difference.settle(task, actual);
                difference.learned(node, HardwareFacts.learn(task));
            } else if (tooOften(node)) {
                difference.giveUp(
                        node,
                        Optional.of(actual),
                        "the power is " + actual + " and not "
                                + node.powerState().get() + ", however often it was corrected");
            } else {
                difference.settle(task, actual);
            }
        } catch (FaultException e) {
            failed(node, e.text());
        }
    }

    /** A node whose power was never read may still lack what is needed to read it. */
    private static boolean notSetUp(ReadTask task) {
        if (task.node().powerState().isPresent()) {
            return false;
        }
        try {
            task.driver().power().validate(task);
            return false;
        } catch (FaultException e) {
            LOG.debug("{}: power is not set up: {}", task.node(), e.text());
            return true;
        }
    }

    private void failed(Node node, String why) {
        LOG.info("{}: power state not known: {}", node, why);
        if (tooOften(node)) {
            difference.giveUp(node, Optional.empty(), "the power state could not be read: " + why);
        }
    }

    private boolean tooOften(Node node) {
        var count = failures.merge(node.uuid(), 1, Integer::sum);
        var over = count > tools.config().get(ConductorOptions.POWER_STATE_SYNC_MAX_RETRIES);
        if (over) {
            failures.remove(node.uuid());
        }
        return over;
    }

    /** Nodes that are gone, or went to another conductor. */
    private void forgetOthers() {
        if (failures.isEmpty()) {
            return;
        }
        var counted = List.copyOf(failures.keySet());
        var query = new NodeQuery(
                List.of(new NodeFilter.In(NodeFields.UUID, counted)),
                Set.of(NodeFields.UUID, NodeFields.DRIVER, NodeFields.CONDUCTOR_GROUP),
                NodeFields.ID,
                false,
                null,
                counted.size());
        var ours = tools.nodes().list(query).stream()
                .filter(ownership::isOurs)
                .map(Node::uuid)
                .collect(Collectors.toSet());
        failures.keySet().retainAll(ours);
    }
}
