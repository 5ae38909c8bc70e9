package dev.fettle.gateway.portgroup;

import static dev.fettle.http.Route.Refusal.HIDDEN;
import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.db.part.NodeParts;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.gateway.part.PartAccess;
import dev.fettle.gateway.part.PartFinder;
import dev.fettle.gateway.part.PartRoutes;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import java.util.ArrayList;
import java.util.List;

/** All routes of portgroups but those of their ports, which belong to ports. */
public final class PortgroupResource {
    private static final int SINCE = 23;
    private static final int BELOW_NODE_SINCE = 24;
    private static final String ALL = "/v1/portgroups";
    private static final String ONE = ALL + "/{portgroup}";
    private static final String BELOW_NODE = "/v1/nodes/{node}/portgroups";
    private static final String RULES = "baremetal:portgroup:";

    private final PartAccess access;
    private final PartFinder finder;
    private final PortgroupFilters filters;
    private final PortgroupWrites writes;
    private final ResourceAnswers answers;

    /** Only keeps what it is given. */
    public PortgroupResource(Configuration config, NodeParts parts, NodeFinder nodes, Conductors conductors) {
        var reads = parts.portgroups().reads();
        this.access = new PartAccess(nodes);
        this.finder = PartFinder.byIdent(reads, nodes);
        this.filters = new PortgroupFilters(access);
        this.writes = new PortgroupWrites(
                parts.portgroups(), access, conductors, config.get(DefaultOptions.DEFAULT_PORTGROUP_MODE));
        this.answers = new ResourceAnswers(
                "portgroups", "portgroups", PortgroupFieldTable.FIELDS, reads, config.get(ApiOptions.MAX_LIMIT));
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        var list = RULES + "list_all";
        var own = List.of(
                Route.of("GET", ALL, list, request -> all(request, false)),
                Route.of("GET", ALL + "/detail", list, request -> all(request, true)),
                Route.of("POST", ALL, RULES + "create", this::create),
                Route.of("PATCH", ALL, RULES + "update", PortgroupResource::withoutIdent),
                Route.of("DELETE", ALL, RULES + "delete", PortgroupResource::withoutIdent),
                Route.of("GET", ONE, RULES + "get", this::show),
                Route.of("PATCH", ONE, RULES + "update", this::patch),
                Route.of("DELETE", ONE, RULES + "delete", this::delete).withoutQuery());
        var below = List.of(
                Route.of("GET", BELOW_NODE, list, request -> ofNode(request, false)),
                Route.of("GET", BELOW_NODE + "/detail", list, request -> ofNode(request, true)),
                Route.of("GET", BELOW_NODE + "/{portgroup}/ports", RULES + "get", PortgroupResource::twoOwners));
        var routes = new ArrayList<Route>();
        own.forEach(route -> routes.add(route.checkedByHandler().since(SINCE, NOT_FOUND)));
        below.forEach(route -> routes.add(route.checkedByHandler().since(BELOW_NODE_SINCE, HIDDEN)));
        routes.addAll(PartRoutes.onlyListed(BELOW_NODE, ALL, RULES + "get", BELOW_NODE_SINCE));
        return routes;
    }

    private Answer all(Request request, boolean detail) {
        var query = request.query(ResourceAnswers.arguments(detail, PortgroupFilters.ALL));
        var seen = PartAccess.seen(request, "portgroup");
        return answers.list(request, query, detail, seen, filters.of(request, query, false));
    }

    private Answer ofNode(Request request, boolean detail) {
        var query = request.query(ResourceAnswers.arguments(detail, PortgroupFilters.BELOW_NODE));
        var node = access.inPath(request);
        var seen = PartAccess.seen(request, "portgroup");
        var conditions = new ArrayList<>(filters.of(request, query, true));
        conditions.add(PartAccess.ofNode(node));
        return answers.list(request, query, detail, seen, conditions);
    }

    private Answer show(Request request) {
        var selection = answers.selection(request);
        return answers.one(request, selection, found(request).part());
    }

    private Answer create(Request request) {
        return answers.created(request, writes.create(request));
    }

    private Answer patch(Request request) {
        var patch = writes.read(request);
        return answers.full(request, writes.patch(request, found(request), patch));
    }

    private Answer delete(Request request) {
        writes.delete(request, found(request));
        return Answer.empty(204);
    }

    private PartFinder.Found found(Request request) {
        return finder.find(request, request.variable("portgroup"));
    }

    private static Answer withoutIdent(Request request) {
        throw Parameters.missing("portgroup_ident");
    }

    private static Answer twoOwners(Request request) {
        throw new FaultException(
                FaultCode.OPERATION_NOT_PERMITTED,
                "Operation not permitted: node and portgroup exclude each other. Use /v1/portgroups/"
                        + Parameters.shown(request.variable("portgroup")) + "/ports.");
    }
}
