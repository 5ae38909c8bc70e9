package dev.fettle.gateway.port;

import dev.fettle.db.port.PortQuery;
import dev.fettle.db.port.PortStore;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Page;
import dev.fettle.gateway.field.View;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.Idents;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of ports, of all and of one node. */
final class PortListRoutes {
    private static final int PORTGROUP_SINCE = 24;
    private static final int SHARD_SINCE = 82;
    private static final Set<String> OF_NODE =
            with(Page.ARGUMENTS, "address", "portgroup", "shard", "description_contains", "conductor_groups");
    private static final Set<String> ALL = with(OF_NODE, "node", "node_uuid");

    /** Known to the API, not to the store: refused rather than ignored, so that nobody takes all ports for the ones asked for. */
    private static final List<String> UNSUPPORTED = List.of("shard", "description_contains", "conductor_groups");

    private final PortStore store;
    private final NodeFinder nodes;
    private final int maxLimit;

    PortListRoutes(PortStore store, NodeFinder nodes, int maxLimit) {
        this.store = store;
        this.nodes = nodes;
        this.maxLimit = maxLimit;
    }

    List<Route> routes() {
        var rule = "baremetal:port:list_all";
        return List.of(
                Route.of("GET", "/v1/ports", rule, request -> all(request, false)),
                Route.of("GET", "/v1/ports/detail", rule, request -> all(request, true)),
                Route.of("GET", "/v1/nodes/{node}/ports", rule, request -> ofNode(request, false))
                        .checkedByHandler(),
                Route.of("GET", "/v1/nodes/{node}/ports/detail", rule, request -> ofNode(request, true))
                        .checkedByHandler(),
                Route.of("POST", "/v1/nodes/{node}/ports", "baremetal:port:create", PortListRoutes::belowNode),
                Route.of("GET", "/v1/nodes/{node}/ports/{port}", "baremetal:port:get", PortListRoutes::belowNode),
                Route.of("PATCH", "/v1/nodes/{node}/ports/{port}", "baremetal:port:update", PortListRoutes::belowNode),
                Route.of(
                        "DELETE", "/v1/nodes/{node}/ports/{port}", "baremetal:port:delete", PortListRoutes::belowNode));
    }

    private Answer all(Request request, boolean detail) {
        var query = request.query(detail ? ALL : with(ALL, "fields", "detail"));
        var ident = query.text("node").or(() -> query.uuid("node_uuid").map(UUID::toString));
        var node = ident.map(text -> nodes.inArgument(text, request.version()).uuid());
        return list(request, query, node, detail);
    }

    private Answer ofNode(Request request, boolean detail) {
        var query = request.query(detail ? OF_NODE : with(OF_NODE, "fields", "detail"));
        var node = nodes.inPath(request);
        return list(request, query, Optional.of(node.uuid()), detail);
    }

    private Answer list(Request request, Parameters query, Optional<UUID> node, boolean detail) {
        var version = request.version();
        var page = Page.of(query, PortFieldTable.FIELDS, version, detail, maxLimit);
        checkFilters(request, query, node.isPresent());
        var view = new View(version, request.baseUrl(), _ -> Optional.empty());
        var ports = store.list(ask(query, node, page));
        return Answer.json(200, JsonOut.bytes(8192, out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("ports");
            for (var port : ports) {
                page.selection().write(out, port.values(), view);
            }
            out.writeEndArray();
            if (ports.size() == page.limit()) {
                out.writeStringField(
                        "next",
                        page.next(
                                view.baseUrl(), "ports", ports.getLast().uuid().toString()));
            }
            out.writeEndObject();
        }));
    }

    private static PortQuery ask(Parameters query, Optional<UUID> node, Page page) {
        var address = address(query);
        return new PortQuery(
                node.orElse(null),
                node.isPresent() ? null : address, // a node wins over an address
                page.sortKey(),
                page.descending(),
                page.marker().orElse(null),
                page.limit());
    }

    private static @Nullable String address(Parameters query) {
        return query.text("address")
                .map(text -> {
                    if (!Idents.validMac(text)) {
                        throw new FaultException(
                                FaultCode.INVALID_MAC,
                                "Expected a MAC address but received " + Parameters.shown(text) + ".");
                    }
                    return text.toLowerCase(Locale.ROOT);
                })
                .orElse(null);
    }

    private static void checkFilters(Request request, Parameters query, boolean byNode) {
        if (query.has("portgroup")) {
            FieldSet.gate(PORTGROUP_SINCE, request.version());
        }
        if (query.has("shard")) {
            FieldSet.gate(SHARD_SINCE, request.version());
        }
        var exclusive = (byNode ? 1 : 0) + (query.has("portgroup") ? 1 : 0) + (query.has("shard") ? 1 : 0);
        if (exclusive > 1) {
            throw new FaultException(
                    FaultCode.OPERATION_NOT_PERMITTED,
                    "Operation not permitted: node, portgroup and shard exclude each other.");
        }
        if (query.has("conductor_groups") && (byNode || query.has("portgroup") || query.has("address"))) {
            throw Parameters.invalid("conductor_groups can not be combined with node, portgroup or address.");
        }
        for (var name : UNSUPPORTED) {
            if (query.has(name)) {
                throw Parameters.invalid("Ports can not be filtered by " + name + " yet.");
            }
        }
        query.text("portgroup").ifPresent(ident -> {
            throw new FaultException(
                    FaultCode.NOT_FOUND, "Portgroup " + Parameters.shown(ident) + " could not be found.");
        });
    }

    private static Answer belowNode(Request request) {
        throw Parameters.invalid("One port is found below /v1/ports, not below its node.");
    }

    private static Set<String> with(Set<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }
}
