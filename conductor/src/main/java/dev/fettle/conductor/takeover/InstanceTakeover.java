package dev.fettle.conductor.takeover;

import dev.fettle.conductor.membership.Membership;
import dev.fettle.conductor.membership.Ownership;
import dev.fettle.conductor.step.NodeRound;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.config.ConductorOptions;
import dev.fettle.db.node.NodeFilter;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for instances that the hash ring gives to this conductor and another one looked after so far ({@code contract/conductor.md} section 3), and
 * takes them over by {@link InstanceTakeoverFlow}. All of them with one look, a few at the same time: those that fail are not in the way of others.
 */
public final class InstanceTakeover {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceTakeover.class);

    private final Membership membership;
    private final Starter starter;
    private final NodeRound round;

    public InstanceTakeover(TaskTools tools, Membership membership, Ownership ownership, Starter starter) {
        this.membership = membership;
        this.starter = starter;
        this.round = new NodeRound(
                "takeover of instances",
                tools,
                ownership,
                ConductorOptions.PERIODIC_MAX_WORKERS,
                tools.config().get(ConductorOptions.SYNC_LOCAL_STATE_INTERVAL));
    }

    /** One look; to be called regularly. Blocks until the last one is taken over or has failed. */
    public void run() {
        round.over(
                List.of(
                        new NodeFilter.Equals(NodeFields.PROVISION_STATE, ProvisionState.ACTIVE.word()),
                        new NodeFilter.Equals(NodeFields.MAINTENANCE, false),
                        new NodeFilter.Equals(NodeFields.RESERVATION, null),
                        new NodeFilter.Differs(NodeFields.CONDUCTOR_AFFINITY, membership.id())),
                this::takeOver);
    }

    private void takeOver(Node node) {
        try {
            starter.startAndWait(node.uuid(), CallContext.internal("req-" + UUID.randomUUID()), this::checked);
        } catch (FaultException e) {
            LOG.warn("{}: not taken over now: {}", node.uuid(), e.text());
        }
    }

    /** Things may have changed since the look. */
    private StartRequest checked(Node node) {
        var affinity = node.get(NodeFields.CONDUCTOR_AFFINITY);
        if (node.provisionState() != ProvisionState.ACTIVE
                || node.maintenance()
                || affinity != null && affinity == membership.id()) {
            throw new FaultException(FaultCode.CONFLICT, "There is nothing to take over any more.");
        }
        return StartRequest.quiet(OperationKind.TAKE_OVER, Map.of(), node);
    }
}
