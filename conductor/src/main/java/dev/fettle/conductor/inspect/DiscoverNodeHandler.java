package dev.fettle.conductor.inspect;

import dev.fettle.conductor.driver.NewNodes;
import dev.fettle.conductor.step.StartRequest;
import dev.fettle.conductor.step.Starter;
import dev.fettle.config.AutoDiscoveryOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.inspection.Discovery;
import dev.fettle.db.inspection.DiscoveryStore;
import dev.fettle.db.inspection.Findings;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.Secrets;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.agent.DiscoverNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a node for a machine that nobody knows ({@code contract/agent.md} section 3). Whoever reaches the API can ask for it, so all is bounded: how
 * many nodes wait, how large a report is, how many requests use the database at the same time.
 */
public final class DiscoverNodeHandler implements RpcHandler<DiscoverNode, Node> {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoverNodeHandler.class);
    private static final String MARK = "auto_discovered";
    private static final long PATIENCE_SECONDS = 10;

    private final DiscoveryStore store;
    private final NewNodes newNodes;
    private final Starter starter;
    private final Configuration config;
    private final Semaphore turn = new Semaphore(1, true);

    /** @throws dev.fettle.config.ConfigurationException when the configuration names no driver for found machines, but wants them */
    public DiscoverNodeHandler(DiscoveryStore store, NewNodes newNodes, Starter starter, Configuration config) {
        this.store = store;
        this.newNodes = newNodes;
        this.starter = starter;
        this.config = config;
        AutoDiscoveryOptions.driver(config);
    }

    @Override
    public Node handle(DiscoverNode request, CallContext context) {
        var driver = AutoDiscoveryOptions.driver(config)
                .orElseThrow(() -> nobody("[auto_discovery] enabled is off on this conductor"));
        var hooks = new Hooks(request.inventory(), request.pluginData());
        hooks.error().ifPresent(error -> {
            throw new FaultException(FaultCode.INVALID, error + " Nothing was enrolled.");
        });
        var token = AgentMemory.newToken();
        var node = made(request, hooks, driver, token);
        return switch (inTurn(node, hooks)) {
            case Discovery.Enrolled(var enrolled) -> {
                LOG.info("node {} was made for an unknown machine with {}", enrolled.uuid(), hooks.addresses());
                applyRules(enrolled, context);
                yield enrolled;
            }
            case Discovery.Known(var known) -> {
                if (Report.of(known).isPresent()) { // the conductor that made it died before the rules
                    applyRules(known, context);
                }
                yield known.internalText(AgentMemory.TOKEN) == null
                        ? known
                        : known.withInternal(AgentMemory.TOKEN, Secrets.MASK);
            }
            case Discovery.Foreign() -> throw nobody("some of " + hooks.addresses() + " belong to a node");
            case Discovery.Full() -> throw full();
        };
    }

    private Node made(DiscoverNode request, Hooks hooks, String driver, String token) {
        var given = Values.none(NodeFields.TABLE)
                .with(NodeFields.UUID, request.nodeId())
                .with(NodeFields.DRIVER, driver);
        var node = Report.noted(hooks.withArchitecture(newNodes.complete(given)), Optional.empty());
        return request.withToken() ? node.withInternal(AgentMemory.TOKEN, token) : node;
    }

    /** A flood waits here, not for connections to the database that others need. */
    private Discovery inTurn(Node node, Hooks hooks) {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new FaultException(
                        FaultCode.NO_FREE_CONDUCTOR_WORKER,
                        "Too many unknown machines report at the same time. Try again.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException(FaultCode.TEMPORARY_FAILURE, "The conductor is stopping. Retry the request.", e);
        }
        try {
            return store.enroll(
                    node,
                    hooks.addresses(),
                    marked(hooks.findings(config)),
                    config.get(AutoDiscoveryOptions.MAX_WAITING));
        } finally {
            turn.release();
        }
    }

    private static Findings marked(Findings findings) {
        var found = findings.inventory().orElseThrow();
        var data = new LinkedHashMap<String, Object>(found.pluginData());
        data.put(MARK, true);
        return new Findings(
                Optional.of(new Inventory(found.inventory(), data)), findings.newPorts(), findings.pxeAddress());
    }

    /** Somebody else who has the node just now applies them, or has changed it on purpose. */
    private void applyRules(Node node, CallContext context) {
        try {
            starter.start(node.uuid(), context, now -> StartRequest.quiet(OperationKind.DISCOVER, Map.of(), now));
        } catch (FaultException e) {
            if (e.code() != FaultCode.NODE_LOCKED) {
                throw e;
            }
        }
    }

    private FaultException full() {
        var most = config.get(AutoDiscoveryOptions.MAX_WAITING);
        LOG.warn(
                "an unknown machine is not enrolled: {} found ones wait in enroll. Take them on or delete them; the"
                        + " limit is [auto_discovery] max_waiting",
                most);
        return new FaultException(
                FaultCode.NO_FREE_CONDUCTOR_WORKER,
                "Too many machines that were found wait to be taken on. Try again later.");
    }

    private static FaultException nobody(String why) {
        LOG.info("the report of an unknown machine is refused: {}", why);
        return new FaultException(FaultCode.NOT_FOUND, "Resource could not be found.");
    }
}
