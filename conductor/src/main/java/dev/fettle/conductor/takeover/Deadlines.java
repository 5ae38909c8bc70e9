package dev.fettle.conductor.takeover;

import dev.fettle.conductor.membership.Membership;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.Waker;
import dev.fettle.conductor.step.Workers;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.db.operation.Resumption;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.Operation;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fails work that has waited past its deadline: nothing waits for ever (design §2.7). A pause that is over goes on. */
public final class Deadlines {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final int BATCH = 100;

    private final OperationStore operations;
    private final Membership membership;
    private final Starter starter;
    private final Waker waker;
    private final Workers workers;

    public Deadlines(OperationStore operations, Membership membership, Starter starter, Waker waker, Workers workers) {
        this.operations = operations;
        this.waker = waker;
        this.membership = membership;
        this.starter = starter;
        this.workers = workers;
    }

    /** One look; to be called regularly. */
    public void run() {
        for (var operation : operations.overdue(BATCH)) {
            try {
                if (Waker.isPause(operation)) {
                    waker.pauseIsOver(operation);
                } else {
                    fail(operation);
                }
            } catch (FaultException e) {
                LOG.info("{}: overdue, but not failed now: {}", operation.nodeUuid(), e.text());
                return;
            }
        }
    }

    private void fail(Operation operation) {
        var place = workers.take();
        try {
            if (operations.resume(operation.id(), membership.host(), Values.none(NodeFields.TABLE), Optional.empty())
                    instanceof Resumption.Resumed(var resumed, var node, var lock)) {
                var waited = operation
                        .currentStep()
                        .map(step -> " in step " + step.key())
                        .orElse("");
                starter.fail(
                        place,
                        resumed,
                        node,
                        lock,
                        new Fault(
                                FaultCode.AGENT_COMMAND_TIMEOUT,
                                "Timeout reached while waiting" + waited + " in state " + node.provisionState()
                                        + ": no sign of life from the agent.",
                                "Look at the machine's console: did it boot the ramdisk, can the ramdisk reach the API? Then start again."));
            }
        } finally {
            place.giveBack();
        }
    }
}
