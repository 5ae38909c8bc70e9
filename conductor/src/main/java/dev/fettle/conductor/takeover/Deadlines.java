package dev.fettle.conductor.takeover;

import dev.fettle.conductor.step.Waker;
import dev.fettle.db.operation.OperationStore;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fails work that has waited past its deadline: nothing waits for ever (design §2.7). A pause that is over goes on. */
public final class Deadlines {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final int BATCH = 100;

    private final OperationStore operations;
    private final Waker waker;

    public Deadlines(OperationStore operations, Waker waker) {
        this.operations = operations;
        this.waker = waker;
    }

    /** One look; to be called regularly. */
    public void run() {
        for (var operation : operations.overdue(BATCH)) {
            try {
                if (Waker.isPause(operation)) {
                    waker.pauseIsOver(operation);
                } else {
                    waker.fail(operation, node -> timeout(operation, node));
                }
            } catch (FaultException e) {
                LOG.info("{}: overdue, but not gone on with now: {}", operation.nodeUuid(), e.text());
                return;
            }
        }
    }

    private static Fault timeout(Operation operation, Node node) {
        var waited =
                operation.currentStep().map(step -> " in step " + step.key()).orElse("");
        return new Fault(
                FaultCode.AGENT_COMMAND_TIMEOUT,
                "Timeout reached while waiting" + waited + " in state " + node.provisionState()
                        + ": no sign of life from the agent.",
                "Look at the machine's console: did it boot the ramdisk, can the ramdisk reach the API? Then start again.");
    }
}
