package dev.fettle.conductor.agent;

import dev.fettle.conductor.step.Reads;
import dev.fettle.conductor.step.Waker;
import dev.fettle.config.AgentOptions;
import dev.fettle.config.ConductorOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DeployOptions;
import dev.fettle.db.node.NodeStore;
import dev.fettle.driver.spi.AgentMemory;
import dev.fettle.model.Fault;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.agent.FastTrack;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState.Kind;
import dev.fettle.rpc.CallContext;
import dev.fettle.rpc.RpcHandler;
import dev.fettle.rpc.agent.AgentHeartbeat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent is alive: checks that it is the right one, notes it, and goes on with what waits for it ({@code contract/agent.md} section 2). */
public final class AgentHeartbeatHandler implements RpcHandler<AgentHeartbeat, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(AgentHeartbeatHandler.class);

    private static final Fault IN_MAINTENANCE = new Fault(
            FaultCode.NODE_IN_MAINTENANCE,
            "The agent called while the node is in maintenance, where provisioning is not allowed.",
            "End the maintenance, or set [conductor] allow_provisioning_in_maintenance, and start again.");

    private final Reads reads;
    private final NodeStore nodes;
    private final Waker waker;
    private final AgentCertificates certificates;
    private final Configuration config;
    private final Clock clock;

    public AgentHeartbeatHandler(
            Reads reads,
            NodeStore nodes,
            Waker waker,
            AgentCertificates certificates,
            Configuration config,
            Clock clock) {
        this.reads = reads;
        this.nodes = nodes;
        this.waker = waker;
        this.certificates = certificates;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public @Nullable Void handle(AgentHeartbeat request, CallContext context) {
        var node = reads.node(request.nodeId());
        requireRightAgent(node, request);
        var certificate = certificates.keep(node, request.agentVerifyCa());
        var locked = node.get(NodeFields.RESERVATION) != null;
        if (locked && node.internalText(AgentMemory.URL) == null) {
            throw locked(node);
        }
        if (!node.provisionState().heartbeatAccepted(FastTrack.on(node, config.get(DeployOptions.FAST_TRACK)))) {
            LOG.info("{}: heartbeat in state {} is not taken", node, node.provisionState());
            return null;
        }
        if (locked) {
            return null; // not waited for: the agent calls again
        }
        var keys = noted(request, certificate);
        if (HeartbeatNews.in(keys, node, clock.instant())) {
            nodes.noteInternal(node.uuid(), keys).ifPresent(this::goOn);
        } else {
            goOn(node);
        }
        return null;
    }

    /** An agent that we know no address of yet must call again soon. */
    private static FaultException locked(Node node) {
        return new FaultException(
                FaultCode.NODE_LOCKED,
                "Node " + node.uuid() + " is locked by host " + node.get(NodeFields.RESERVATION)
                        + ", please retry after the current operation is completed.");
    }

    private void goOn(Node node) {
        if (node.provisionState().kind() != Kind.WAIT) {
            return;
        }
        if (!node.maintenance()) {
            waker.wake(node);
        } else if (config.get(ConductorOptions.ALLOW_PROVISIONING_IN_MAINTENANCE)) {
            LOG.warn("{}: heartbeat in maintenance is only recorded", node);
        } else {
            waker.fail(node, IN_MAINTENANCE);
        }
    }

    private Map<String, @Nullable Object> noted(AgentHeartbeat request, Optional<String> certificate) {
        var keys = new LinkedHashMap<String, @Nullable Object>();
        keys.put(AgentMemory.URL, request.callbackUrl());
        keys.put(AgentMemory.LAST_HEARTBEAT, clock.instant().toString());
        if (request.agentVersion() != null) {
            keys.put(AgentMemory.VERSION, request.agentVersion());
        }
        if (request.agentStatus() != null) {
            keys.put("agent_status", request.agentStatus());
            keys.put("agent_status_message", request.agentStatusMessage());
        }
        certificate.ifPresent(path -> keys.put(AgentMemory.VERIFY_CA, path));
        return keys;
    }

    private void requireRightAgent(Node node, AgentHeartbeat request) {
        if (request.agentVersion() == null && request.agentStatus() == null) {
            throw invalid("A heartbeat needs agent_version or agent_status.");
        }
        if (!sameToken(node.internalText(AgentMemory.TOKEN), request.agentToken())) {
            LOG.warn("{}: heartbeat with a wrong agent token refused", node);
            throw invalid("Invalid or missing agent token received for node " + node.uuid() + ".");
        }
        var url = request.callbackUrl(); // empty: an installer that serves nothing
        if (config.get(AgentOptions.REQUIRE_TLS) && !url.isEmpty() && !url.startsWith("https://")) {
            throw invalid(
                    "The callback URL of the agent must be https. Give the ramdisk TLS, or turn [agent] require_tls off.");
        }
    }

    /** Constant time: the token must not be found out letter by letter. */
    private static boolean sameToken(@Nullable String stored, @Nullable String given) {
        return stored != null
                && given != null
                && MessageDigest.isEqual(
                        stored.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static FaultException invalid(String text) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, text);
    }
}
