package dev.fettle.conductor.provision;

import dev.fettle.conductor.abort.AbortFlow;
import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.conductor.step.AbortRequest;
import dev.fettle.conductor.step.ReadTask;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.driver.spi.Driver;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import java.util.Map;
import java.util.Optional;

/** Gives waiting work up: at once, or, where a step may not be interrupted, after that step ({@code contract/states.json} abort). */
final class AbortVerb {
    private final Starter starter;
    private final NodeEdits edits;
    private final StateChange states;
    private final TaskTools tools;

    AbortVerb(Starter starter, NodeEdits edits, StateChange states, TaskTools tools) {
        this.starter = starter;
        this.edits = edits;
        this.states = states;
        this.tools = tools;
    }

    void abort(Node node, CallContext context) {
        if (AbortRequest.mustWait(node)) {
            edits.edit(node.uuid(), AbortRequest::noted, Optional.empty());
        } else if (node.provisionState() == ProvisionState.INSPECT_WAIT) {
            starter.startAndWait(node.uuid(), context, this::inspection);
        } else {
            starter.start(node.uuid(), context, this::atOnce);
        }
    }

    /** The caller is told when the inspect interface has no way to end what it began; the node stays as it is then. */
    private StartRequest inspection(Node node) {
        var inspect = new ReadTask(tools, node).driver().inspect();
        if (!inspect.canAbort()) {
            throw Driver.unsupported("abort", inspect.name());
        }
        return atOnce(node);
    }

    private StartRequest atOnce(Node node) {
        StateChange.move(node, ProvisionEvent.ABORT);
        var from = node.provisionState();
        var given = switch (from) {
            // A machine in service goes back to its tenant: it fails first, and from there it is given up.
            case SERVICE_WAIT, SERVICE_HOLD -> states.ending(node, ProvisionEvent.FAIL, Optional.empty());
            case SERVICE_FAILED -> outOfMaintenance(node);
            default -> node;
        };
        var request = StartRequest.of(OperationKind.ABORT, ProvisionEvent.ABORT, given)
                .with(Map.of(AbortFlow.STATE, from.word()))
                .superseding();
        return StateChange.manualTarget(node).map(request::aimingAt).orElse(request);
    }

    private static Node outOfMaintenance(Node node) {
        if (node.maintenance()) {
            throw new FaultException(
                    FaultCode.INVALID_STATE,
                    "Node " + node.uuid() + " is in maintenance and cannot be given back to its instance."
                            + " End the maintenance first.");
        }
        return node;
    }
}
