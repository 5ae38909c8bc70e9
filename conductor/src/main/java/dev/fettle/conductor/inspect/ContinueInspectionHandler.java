package dev.fettle.conductor.inspect;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.conductor.step.Waker;
import dev.fettle.config.Configuration;
import dev.fettle.db.inspection.Findings;
import dev.fettle.db.inspection.InspectionStore;
import dev.fettle.db.node.EditResult;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.node.Node;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.agent.ContinueInspection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes an agent's report: the hooks {@code ramdisk-error}, {@code validate-interfaces}, {@code ports} and {@code architecture} with one commit,
 * then the inspection goes on. A report that says that it failed is taken too; the inspection fails by it.
 */
public final class ContinueInspectionHandler implements RpcHandler<ContinueInspection, Void> {
    private final InspectionStore store;
    private final NodeQueue queue;
    private final Waker waker;
    private final Configuration config;

    public ContinueInspectionHandler(InspectionStore store, NodeQueue queue, Waker waker, Configuration config) {
        this.store = store;
        this.queue = queue;
        this.waker = waker;
        this.config = config;
    }

    @Override
    public @Nullable Void handle(ContinueInspection request, CallContext context) {
        var hooks = new Hooks(request.inventory(), request.pluginData());
        var error = hooks.error();
        var findings = error.isPresent() ? Findings.NONE : hooks.findings(config);
        UnaryOperator<Node> change = node ->
                Report.noted(error.isPresent() ? expecting(node) : hooks.withArchitecture(expecting(node)), error);
        var node = queue.await(request.nodeId(), () -> switch (store.receive(request.nodeId(), findings, change)) {
            case EditResult.Saved(var saved) -> new Try.Got<>(saved);
            case EditResult.Locked(var holder) -> new Try.Held<>(holder);
        });
        waker.wake(node);
        return null;
    }

    private static Node expecting(Node node) {
        if (node.provisionState() != ProvisionState.INSPECT_WAIT) {
            throw new FaultException(
                    FaultCode.NOT_FOUND,
                    "Node " + node.uuid() + " expects no report of an agent: it is in state " + node.provisionState()
                            + ", not in inspect wait.");
        }
        return node;
    }
}
