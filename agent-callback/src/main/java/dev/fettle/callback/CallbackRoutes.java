package dev.fettle.callback;

import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DeployOptions;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.agent.FastTrack;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.Idents;
import dev.fettle.rpc.agent.AgentHeartbeat;
import dev.fettle.rpc.agent.GetNodeWithToken;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent in a ramdisk calls: lookup and heartbeat ({@code contract/agent.md} sections 1 and 2). Public routes. */
public final class CallbackRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackRoutes.class);
    private static final int SINCE = 22;
    private static final int TOKEN_SINCE = 62;
    private static final int MOST_ADDRESSES = 256;
    private static final int LONGEST_URL = 2048;
    private static final Set<String> STATUSES = Set.of("start", "end", "error");

    /** An argument of heartbeat that came later. */
    private record Later(String argument, int since) {}

    private static final List<Later> LATER = List.of(
            new Later("agent_version", 36),
            new Later("agent_status", 72),
            new Later("agent_status_message", 72),
            new Later("agent_verify_ca", 68));

    private static final Set<String> HEARTBEAT = Set.of(
            "callback_url", "agent_token", "agent_version", "agent_verify_ca", "agent_status", "agent_status_message");

    private final Configuration config;
    private final NodeStore nodes;
    private final PortStore ports;
    private final Conductors conductors;

    /** Only keeps what it is given. */
    public CallbackRoutes(Configuration config, NodeStore nodes, PortStore ports, Conductors conductors) {
        this.config = config;
        this.nodes = nodes;
        this.ports = ports;
        this.conductors = conductors;
    }

    /** @return the rows of lookup and heartbeat */
    public List<Route> routes() {
        return List.of(
                Route.open("GET", "/v1/lookup", "baremetal:driver:ipa_lookup", this::lookup)
                        .since(SINCE, NOT_FOUND),
                Route.open("POST", "/v1/heartbeat/{node}", "baremetal:node:ipa_heartbeat", this::heartbeat)
                        .since(SINCE, NOT_FOUND));
    }

    private Answer lookup(Request request) {
        checkEnabled();
        var query = request.query(Set.of("addresses", "node_uuid"));
        var addresses = valid(query.csv("addresses").orElse(List.of()));
        var uuid = query.uuid("node_uuid");
        if (uuid.isEmpty() && addresses.isEmpty()) {
            throw new FaultException(
                    FaultCode.INVALID,
                    "At least one valid MAC address, or a node UUID, is needed for a lookup: give addresses or node_uuid.");
        }
        var node = uuid.or(() -> nodeOf(addresses))
                .flatMap(nodes::find)
                .filter(this::expectsAgent)
                .orElseThrow(CallbackRoutes::nothingFound);
        if (!request.version().atLeast(TOKEN_SINCE)) {
            return LookupView.answer(200, config, request, node, null);
        }
        var withToken = withToken(request, node);
        return LookupView.answer(200, config, request, withToken, withToken.internalText("agent_secret_token"));
    }

    /** What is no MAC address is left out: an agent sends what its network cards say. */
    private static List<String> valid(List<String> addresses) {
        var valid = addresses.stream()
                .limit(MOST_ADDRESSES)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(Idents::validMac)
                .toList();
        if (valid.size() < addresses.size()) {
            LOG.info("a lookup names {} addresses that are no MAC addresses", addresses.size() - valid.size());
        }
        return valid;
    }

    private Node withToken(Request request, Node node) {
        var call = new GetNodeWithToken(node.uuid());
        var answer = Conductors.noHostIs400(() -> conductors.call(node, call, request.context()));
        return Objects.requireNonNull(answer, "get_node_with_token came back without a node");
    }

    private Optional<UUID> nodeOf(List<String> addresses) {
        var owners = ports.nodeOfAddresses(addresses);
        return owners.size() == 1 ? owners.stream().findFirst() : Optional.empty();
    }

    /** Only machines that run an agent now: whoever knows a MAC address must learn nothing of others. */
    private boolean expectsAgent(Node node) {
        return !config.get(ApiOptions.RESTRICT_LOOKUP)
                || node.provisionState().lookupAllowed(FastTrack.on(node, config.get(DeployOptions.FAST_TRACK)));
    }

    private Answer heartbeat(Request request) {
        checkEnabled();
        var arguments = request.arguments(HEARTBEAT);
        for (var later : LATER) {
            if (arguments.has(later.argument()) && !request.version().atLeast(later.since())) {
                throw Parameters.invalid(
                        "%s can only be given from version 1.%d on.".formatted(later.argument(), later.since()));
            }
        }
        var node = find(request.variable("node"));
        var url = arguments.requiredText("callback_url");
        checkUrl(node, url);
        var token = arguments
                .text("agent_token")
                .orElseThrow(() -> Parameters.invalid("Agent token is required for heartbeat processing."));
        var status = arguments.text("agent_status");
        if (status.filter(word -> !STATUSES.contains(word)).isPresent()) {
            throw Parameters.invalid("agent_status must be one of start, end, error.");
        }
        var call = new AgentHeartbeat(
                node.uuid(),
                url,
                arguments.text("agent_version").orElse(null),
                token,
                arguments.text("agent_verify_ca").orElse(null),
                status.orElse(null),
                arguments.text("agent_status_message").orElse(null));
        Conductors.noHostIs400(() -> conductors.call(node, call, request.context()));
        return Answer.empty(202);
    }

    private Node find(String ident) {
        var node = Idents.uuid(ident)
                .map(nodes::find)
                .orElseGet(() -> Idents.validName(ident) ? nodes.findByName(ident) : Optional.empty());
        return node.orElseThrow(() -> new FaultException(
                FaultCode.NODE_NOT_FOUND, "Node " + Parameters.shown(ident) + " could not be found."));
    }

    /** An agent never moves: another address means somebody else. The empty URL is of installers that serve nothing. */
    private static void checkUrl(Node node, String url) {
        var scheme = url.indexOf("://") < 0
                ? ""
                : url.substring(0, url.indexOf("://")).toLowerCase(Locale.ROOT);
        if (!url.isEmpty() && (!scheme.equals("http") && !scheme.equals("https") || url.length() > LONGEST_URL)) {
            throw Parameters.invalid("An invalid callback_url was given: its scheme must be http or https.");
        }
        var known = node.get(NodeFields.DRIVER_INTERNAL_INFO);
        var stored = known == null ? null : known.get("agent_url");
        if (stored != null && !stored.equals(url)) {
            throw Parameters.invalid("Detected change in ramdisk provided \"callback_url\"");
        }
    }

    private void checkEnabled() {
        if (!config.get(ApiOptions.ENABLE_RAMDISK_ENDPOINTS)) {
            throw new FaultException(
                    FaultCode.FORBIDDEN, "Ramdisk endpoints are turned off: [api] enable_ramdisk_endpoints.");
        }
    }

    private static FaultException nothingFound() {
        return new FaultException(FaultCode.NOT_FOUND, "Resource could not be found.");
    }
}
