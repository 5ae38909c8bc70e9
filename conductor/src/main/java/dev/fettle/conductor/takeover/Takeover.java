package dev.fettle.conductor.takeover;

import dev.fettle.conductor.membership.Membership;
import dev.fettle.conductor.step.OperationRunner;
import dev.fettle.conductor.step.Running;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.Workers;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.operation.Orphan;
import dev.fettle.db.operation.Resumption;
import dev.fettle.model.FaultException;
import dev.fettle.model.operation.NodeLock;
import dev.fettle.model.operation.Operation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up work whose conductor died, ours of an earlier life included, and goes on from the cursor. The death of a conductor is not a failure
 * of the node (design §2.6).
 */
public final class Takeover {
    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);
    private static final int BATCH = 100;

    private final OperationStore operations;
    private final NodeStore nodes;
    private final Membership membership;
    private final Starter starter;
    private final Workers workers;
    private final Running running;
    private Set<Long> droppedBefore = Set.of();

    public Takeover(
            OperationStore operations,
            NodeStore nodes,
            Membership membership,
            Starter starter,
            Workers workers,
            Running running) {
        this.operations = operations;
        this.nodes = nodes;
        this.membership = membership;
        this.starter = starter;
        this.workers = workers;
        this.running = running;
    }

    /** One look; to be called regularly. As much is taken up as there are workers for, the rest by the next call or another conductor. */
    public void run() {
        for (var orphan : operations.orphans(membership.host(), membership.incarnation(), BATCH)) {
            try {
                claim(orphan);
            } catch (FaultException e) {
                LOG.info("{}: not taken over now: {}", orphan.operation().nodeUuid(), e.text());
                break;
            }
        }
        takeUpDropped();
        var stray = operations.releaseStrayLocks();
        if (stray > 0) {
            LOG.warn("{} locks of dead conductors without work were released", stray);
        }
    }

    private void claim(Orphan orphan) {
        var place = workers.take();
        try {
            if (operations.claim(orphan, membership.host(), membership.incarnation())
                    instanceof Resumption.Resumed(var operation, var node, var lock)) {
                LOG.info(
                        "{} of {} taken over from {} at step {} of {}",
                        operation.kind().word(),
                        node,
                        orphan.operation().owner(),
                        operation.cursor(),
                        operation.steps().size());
                starter.resume(place, operation, node, lock, OperationRunner.Start.ORPHANED, Optional.empty());
            }
        } finally {
            place.giveBack();
        }
    }

    /**
     * Work that the database says we run but no thread of ours does: its thread gave up while the database was away. Only what two looks in a row
     * find so is taken up, as a thread may be just about to begin.
     */
    private void takeUpDropped() {
        var dropped = new HashSet<Long>();
        for (var operation : operations.runningOf(membership.host(), membership.incarnation())) {
            if (running.contains(operation.id())) {
                continue;
            }
            if (droppedBefore.contains(operation.id())) {
                takeUp(operation);
            } else {
                dropped.add(operation.id());
            }
        }
        droppedBefore = dropped;
    }

    private void takeUp(Operation operation) {
        var node = nodes.find(operation.nodeUuid());
        if (node.isEmpty()) {
            return;
        }
        LOG.info("{} of {} taken up again", operation.kind().word(), node.get());
        var lock = new NodeLock(
                operation.nodeId(), operation.nodeUuid(), operation.owner(), operation.fence(), operation.startedAt());
        starter.resume(workers.take(), operation, node.get(), lock, OperationRunner.Start.ORPHANED, Optional.empty());
    }
}
