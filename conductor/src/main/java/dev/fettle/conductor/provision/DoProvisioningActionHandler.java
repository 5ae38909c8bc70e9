package dev.fettle.conductor.provision;

import dev.fettle.conductor.lock.NodeEdits;
import dev.fettle.conductor.step.Reads;
import dev.fettle.conductor.step.Release;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.conductor.step.StateChange;
import dev.fettle.conductor.step.TaskTools;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.driver.spi.Driver;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.history.HistoryEntry;
import dev.fettle.model.node.Node;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.model.provision.ProvisionEvent;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.node.DoProvisioningAction;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verbs that need no more than their name: manage, provide, adopt, abort, unhold. Moves the node at once, or starts the work bound to the
 * state entered.
 */
public final class DoProvisioningActionHandler implements RpcHandler<DoProvisioningAction, Void> {
    /** States whose entry by a verb starts work. A state that rests is just entered. */
    private static final Map<ProvisionState, OperationKind> WORK = Map.of(
            ProvisionState.VERIFYING, OperationKind.VERIFY,
            ProvisionState.ADOPTING, OperationKind.ADOPT,
            ProvisionState.CLEANING, OperationKind.CLEAN);

    private final Reads reads;
    private final Starter starter;
    private final Release release;
    private final AbortVerb abort;
    private final NodeEdits edits;
    private final StateChange states;
    private final Configuration config;
    private final String host;

    public DoProvisioningActionHandler(
            TaskTools tools, Starter starter, Release release, NodeEdits edits, StateChange states, String host) {
        this.reads = new Reads(tools);
        this.starter = starter;
        this.release = release;
        this.abort = new AbortVerb(starter, edits, states, tools);
        this.edits = edits;
        this.states = states;
        this.config = tools.config();
        this.host = host;
    }

    @Override
    public @Nullable Void handle(DoProvisioningAction request, CallContext context) {
        var event = ProvisionEvent.find(request.action())
                .filter(ProvisionEvent::verb)
                .orElseThrow(() -> new FaultException(
                        FaultCode.INVALID_PARAMETER_VALUE, "'" + request.action() + "' is no provisioning action."));
        var node = reads.node(request.nodeId());
        var to = StateChange.move(node, event).to();
        if (event == ProvisionEvent.ABORT) {
            abort.abort(node, context);
        } else if (event == ProvisionEvent.UNHOLD) {
            release.unhold(node.uuid(), context);
        } else if (to.kind() == ProvisionState.Kind.BUSY) {
            starter.start(node.uuid(), context, current -> work(current, event));
        } else {
            rest(node, event, context);
        }
        return null;
    }

    private StartRequest work(Node node, ProvisionEvent event) {
        var work = WORK.get(StateChange.move(node, event).to());
        if (work == null) {
            throw Driver.unsupported(event.word(), node.driver());
        }
        if (event == ProvisionEvent.PROVIDE) {
            requireProvidable(node);
        }
        return StartRequest.of(work, event, node);
    }

    private void rest(Node node, ProvisionEvent event, CallContext context) {
        var history =
                new HistoryEntry(event + " by request", "transition", false, host, context.user(), context.projectId());
        edits.edit(node.uuid(), current -> states.ending(current, event, Optional.empty()), Optional.of(history));
    }

    private void requireProvidable(Node node) {
        if (node.retired()) {
            throw new FaultException(
                    FaultCode.NODE_IS_RETIRED,
                    "Node " + node.uuid() + " can not be provided because it is retired. Clear retired first.");
        }
        if (node.maintenance() && !config.get(ConductorOptions.ALLOW_PROVISIONING_IN_MAINTENANCE)) {
            throw new FaultException(
                    FaultCode.NODE_IN_MAINTENANCE,
                    "The provisioning operation can't be performed on node " + node.uuid()
                            + " because it's in maintenance mode.");
        }
    }
}
