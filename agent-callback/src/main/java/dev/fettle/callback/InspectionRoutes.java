package dev.fettle.callback;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.AutoDiscoveryOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.http.Answer;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Microversion;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.agent.ContinueInspection;
import dev.fettle.rpc.agent.DiscoverNode;
import dev.fettle.rpc.agent.GetNodeWithToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an agent reports what it found ({@code contract/agent.md} section 3). Public; agents ask it in the oldest version or from 1.84 on. */
public final class InspectionRoutes {
    private static final int SINCE = 84;
    private static final String NODE = "node_uuid";

    private final Configuration config;
    private final ReportedNode lookup;
    private final Conductors conductors;

    /** @throws dev.fettle.config.ConfigurationException when unknown machines are to be enrolled, but it is not said as what */
    public InspectionRoutes(Configuration config, NodeStore nodes, PortStore ports, Conductors conductors) {
        this.config = config;
        this.lookup = new ReportedNode(nodes, ports);
        this.conductors = conductors;
        AutoDiscoveryOptions.driver(config);
    }

    /** @return the row of continue_inspection */
    public List<Route> routes() {
        return List.of(
                Route.open("POST", "/v1/continue_inspection", "baremetal:driver:ipa_continue_inspection", this::report)
                        .limit(Route.BodyLimit.INSPECTION));
    }

    private Answer report(Request request) {
        var uuid = nodeUuid(request);
        if (!config.get(ApiOptions.ENABLE_RAMDISK_ENDPOINTS)) {
            throw new FaultException(
                    FaultCode.FORBIDDEN, "Ramdisk endpoints are turned off: [api] enable_ramdisk_endpoints.");
        }
        var body = request.object("body");
        var report = AgentReport.of(body);
        var known = lookup.find(uuid, report);
        if (known.isEmpty()) {
            return discovered(request, body);
        }
        var node = known.get();
        if (!request.version().atLeast(SINCE)) {
            handOver(request, node, body);
            return accepted(node);
        }
        var withToken = Conductors.noHostIs400(
                () -> conductors.ask(node, new GetNodeWithToken(node.uuid()), request.context()));
        handOver(request, node, body);
        return LookupView.answer(202, config, request, withToken, withToken.internalText("agent_secret_token"));
    }

    /** A machine that nobody knows: a node is made for it, if that is wanted. */
    private Answer discovered(Request request, Map<String, @Nullable Object> body) {
        var driver =
                AutoDiscoveryOptions.driver(config).orElseThrow(() -> ReportedNode.nobody("no trace of it is known"));
        var withToken = request.version().atLeast(SINCE);
        var uuid = UUID.randomUUID();
        var route = Node.of(Values.none(NodeFields.TABLE))
                .with(NodeFields.UUID, uuid)
                .with(NodeFields.DRIVER, driver)
                .with(NodeFields.CONDUCTOR_GROUP, config.get(DefaultOptions.DEFAULT_CONDUCTOR_GROUP));
        var call = new DiscoverNode(uuid, AgentReport.inventory(body), pluginData(body), withToken);
        var node = Conductors.noHostIs400(() -> conductors.ask(route, call, request.context()));
        return withToken
                ? LookupView.answer(202, config, request, node, node.internalText("agent_secret_token"))
                : accepted(node);
    }

    private static Answer accepted(Node node) {
        return Answer.json(202, JsonOut.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("uuid", node.uuid().toString());
            out.writeEndObject();
        }));
    }

    private void handOver(Request request, Node node, Map<String, @Nullable Object> body) {
        var call = new ContinueInspection(node.uuid(), AgentReport.inventory(body), pluginData(body));
        Conductors.noHostIs400(() -> conductors.call(node, call, request.context()));
    }

    private static Map<String, Object> pluginData(Map<String, @Nullable Object> body) {
        var pluginData = new LinkedHashMap<String, Object>();
        body.forEach((name, value) -> {
            if (value != null && !name.equals(AgentReport.INVENTORY)) {
                pluginData.put(name, value);
            }
        });
        return pluginData;
    }

    /** The versions between know nothing of this address. */
    private static Optional<UUID> nodeUuid(Request request) {
        var query = request.query(Set.of(NODE));
        var first = request.version().equals(Microversion.LOWEST);
        if (!request.version().atLeast(SINCE) && (!first || query.has(NODE))) {
            throw HttpProblem.fault(404, "Resource could not be found.");
        }
        return query.uuid(NODE);
    }
}
