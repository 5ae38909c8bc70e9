package dev.fettle.conductor.sync;

import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.config.ConductorOptions;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.power.PowerState;
import dev.fettle.model.power.PowerTarget;
import dev.fettle.rpc.CallContext;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done about a machine whose power is not as stored ({@code contract/conductor.md} section 7). */
public final class PowerDifference {
    private static final Logger LOG = LoggerFactory.getLogger(PowerDifference.class);
    private static final String FAULT = "power failure";

    private final TaskTools tools;
    private final Starter starter;
    private final String host;

    public PowerDifference(TaskTools tools, Starter starter, String host) {
        this.tools = tools;
        this.starter = starter;
        this.host = host;
    }

    /** Drives the machine to the stored state, or stores the state of the machine, as configured. Nothing when they agree. */
    void settle(ReadTask task, PowerState actual) {
        var node = task.node();
        var stored = node.powerState();
        if (stored.isPresent() && stored.get() == actual) {
            return;
        }
        if (stored.isEmpty() || !mayForce(task, stored.get())) {
            LOG.info(
                    "{}: power is {}, stored was {}; stored now",
                    node,
                    actual,
                    stored.map(PowerState::word).orElse("unknown"));
            store(node, actual, "power state corrected to " + actual);
            return;
        }
        force(node, stored.get());
    }

    /**
     * Too many failures in a row: the node is put into maintenance until its machine answers again.
     *
     * @param actual what the machine said at last; empty when it could not be read
     */
    void giveUp(Node node, Optional<PowerState> actual, String why) {
        var reason = "During sync_power_state, " + why;
        var changes = Values.none(NodeFields.TABLE)
                .with(NodeFields.POWER_STATE, actual.map(PowerState::word).orElse(null))
                .with(NodeFields.MAINTENANCE, true)
                .with(NodeFields.MAINTENANCE_REASON, reason)
                .with(NodeFields.FAULT, FAULT)
                .with(
                        NodeFields.LAST_ERROR,
                        reason
                                + " Check the BMC's address, credentials and network; the node recovers by itself when"
                                + " it answers.");
        save(node, changes, new HistoryEntry(reason, "monitoring", true, host, null, null));
    }

    /** The machine of a node with fault power failure answers again. */
    void recovered(Node node, PowerState actual) {
        var changes = Values.none(NodeFields.TABLE)
                .with(NodeFields.POWER_STATE, actual.word())
                .with(NodeFields.MAINTENANCE, false)
                .with(NodeFields.MAINTENANCE_REASON, null)
                .with(NodeFields.FAULT, null)
                .with(NodeFields.LAST_ERROR, null);
        save(node, changes, new HistoryEntry("power state is readable again", "monitoring", false, host, null, null));
    }

    /** Stores what the machine tells of itself, if it is news. */
    void learned(Node node, Node learned) {
        var changes = learned.values().changesFrom(node.values());
        if (!changes.isEmpty()
                && !tools.nodes().saveIfUnchanged(node.uuid(), before(node, changes), changes, Optional.empty())) {
            LOG.debug("{}: changed while its machine was asked; left to the next round", node);
        }
    }

    private static Values before(Node node, Values changes) {
        var before = Values.none(NodeFields.TABLE).toBuilder();
        changes.setFields().forEach(field -> before.putRaw(field, node.values().get(field)));
        return before.build();
    }

    private boolean mayForce(ReadTask task, PowerState stored) {
        return tools.config().get(ConductorOptions.FORCE_POWER_STATE_DURING_SYNC)
                && !task.node().powerOffDisabled()
                && stored != PowerState.ERROR;
    }

    private void force(Node node, PowerState stored) {
        LOG.info("{}: power differs from what is stored; driving it to {}", node, stored);
        var target = stored == PowerState.ON ? PowerTarget.ON : PowerTarget.OFF;
        try {
            starter.start(
                    node.uuid(),
                    CallContext.internal("req-" + UUID.randomUUID()),
                    current -> StartRequest.quiet(
                            OperationKind.POWER,
                            Map.of("target", target.word()),
                            current.with(NodeFields.TARGET_POWER_STATE, stored.word())));
        } catch (FaultException e) {
            LOG.info("{}: power not corrected now: {}", node, e.text());
        }
    }

    private void store(Node node, PowerState actual, String event) {
        save(
                node,
                Values.none(NodeFields.TABLE).with(NodeFields.POWER_STATE, actual.word()),
                new HistoryEntry(event, "monitoring", false, host, null, null));
    }

    /** Only if the node is as it was when the machine was asked. */
    private void save(Node node, Values changes, HistoryEntry history) {
        var expected = Values.none(NodeFields.TABLE)
                .with(NodeFields.POWER_STATE, node.get(NodeFields.POWER_STATE))
                .with(NodeFields.TARGET_POWER_STATE, null)
                .with(NodeFields.PROVISION_STATE, node.get(NodeFields.PROVISION_STATE))
                .with(NodeFields.MAINTENANCE, node.get(NodeFields.MAINTENANCE));
        if (!tools.nodes().saveIfUnchanged(node.uuid(), expected, changes, Optional.of(history))) {
            LOG.debug("{}: changed while its machine was asked; left to the next round", node);
        }
    }
}
