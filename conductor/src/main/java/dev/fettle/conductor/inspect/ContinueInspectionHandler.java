package dev.fettle.conductor.inspect;

import dev.fettle.conductor.lock.NodeQueue;
import dev.fettle.conductor.lock.NodeQueue.Try;
import dev.fettle.conductor.step.Waker;
import dev.fettle.config.Configuration;
import dev.fettle.config.InspectorOptions;
import dev.fettle.db.inspection.Findings;
import dev.fettle.db.inspection.InspectionStore;
import dev.fettle.db.node.EditResult;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.agent.ContinueInspection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
        var error = errorIn(request);
        var findings = error.isPresent() ? Findings.NONE : findings(request);
        UnaryOperator<Node> change = node -> Report.noted(
                error.isPresent() ? expecting(node) : withArchitecture(expecting(node), request.inventory()), error);
        var node = queue.await(request.nodeId(), () -> switch (store.receive(request.nodeId(), findings, change)) {
            case EditResult.Saved(var saved) -> new Try.Got<>(saved);
            case EditResult.Locked(var holder) -> new Try.Held<>(holder);
        });
        waker.wake(node);
        return null;
    }

    private static Optional<String> errorIn(ContinueInspection request) {
        if (request.pluginData().get("error") instanceof String text && !text.isBlank()) {
            return Optional.of("The ramdisk reported an error: " + text.strip() + ".");
        }
        return Interfaces.valid(request.inventory(), request.pluginData()).isEmpty()
                ? Optional.of("The ramdisk reported no network interface with a valid MAC address.")
                : Optional.empty();
    }

    private Findings findings(ContinueInspection request) {
        var nics = Interfaces.valid(request.inventory(), request.pluginData());
        var pluginData = new LinkedHashMap<>(request.pluginData());
        pluginData.remove("logs"); // large, and of no use beside a good report
        var pxe = config.get(InspectorOptions.UPDATE_PXE_ENABLED)
                ? nics.stream().filter(Interfaces.Nic::pxe).findFirst()
                : Optional.<Interfaces.Nic>empty();
        return new Findings(
                Optional.of(new Inventory(request.inventory(), pluginData)),
                Interfaces.wanted(nics, config.get(InspectorOptions.ADD_PORTS)),
                pxe.map(Interfaces.Nic::address).orElse(null));
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

    private static Node withArchitecture(Node node, Map<String, Object> inventory) {
        if (!(inventory.get("cpu") instanceof Map<?, ?> cpu)
                || !(cpu.get("architecture") instanceof String architecture)
                || architecture.isBlank()) {
            return node;
        }
        var properties = new LinkedHashMap<>(node.properties());
        properties.put("cpu_arch", architecture);
        return node.with(NodeFields.PROPERTIES, properties);
    }
}
