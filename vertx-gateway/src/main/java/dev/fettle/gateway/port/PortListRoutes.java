package dev.fettle.gateway.port;

import static dev.fettle.http.Route.Refusal.HIDDEN;

import dev.fettle.gateway.part.PartAccess;
import dev.fettle.gateway.part.PartFinder;
import dev.fettle.gateway.part.PartRoutes;
import dev.fettle.gateway.port.PortFilters.Below;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.http.Answer;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import java.util.ArrayList;
import java.util.List;

/** Lists of ports: of all, of one node, of one portgroup. */
final class PortListRoutes {
    private static final int PORTGROUPS_SINCE = 24;
    private static final String RULE = "baremetal:port:list_all";
    private static final String ALL = "/v1/ports";
    private static final String BELOW_NODE = "/v1/nodes/{node}/ports";
    private static final String BELOW_PORTGROUP = "/v1/portgroups/{portgroup}/ports";

    private final ResourceAnswers answers;
    private final PartAccess access;
    private final PartFinder portgroups;
    private final PortFilters filters;

    PortListRoutes(ResourceAnswers answers, PartAccess access, PartFinder portgroups) {
        this.answers = answers;
        this.access = access;
        this.portgroups = portgroups;
        this.filters = new PortFilters(access, portgroups);
    }

    List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var detail : List.of(false, true)) {
            var suffix = detail ? "/detail" : "";
            routes.add(Route.of("GET", ALL + suffix, RULE, request -> all(request, detail))
                    .checkedByHandler());
            routes.add(Route.of("GET", BELOW_NODE + suffix, RULE, request -> ofNode(request, detail))
                    .checkedByHandler());
            routes.add(Route.of("GET", BELOW_PORTGROUP + suffix, RULE, request -> ofPortgroup(request, detail))
                    .checkedByHandler()
                    .since(PORTGROUPS_SINCE, HIDDEN));
        }
        routes.addAll(PartRoutes.onlyListed(BELOW_NODE, ALL, RULE, 1));
        routes.addAll(PartRoutes.onlyListed(BELOW_PORTGROUP, ALL, RULE, PORTGROUPS_SINCE));
        return routes;
    }

    private Answer all(Request request, boolean detail) {
        var query = request.query(ResourceAnswers.arguments(detail, PortFilters.ALL));
        var seen = PartAccess.seen(request, "port");
        return answers.list(request, query, detail, seen, filters.of(request, query, Below.NOTHING));
    }

    private Answer ofNode(Request request, boolean detail) {
        var query = request.query(ResourceAnswers.arguments(detail, PortFilters.BELOW_NODE));
        var node = access.inPath(request);
        var seen = PartAccess.seen(request, "port");
        var conditions = new ArrayList<>(filters.of(request, query, Below.NODE));
        conditions.add(PartAccess.ofNode(node));
        return answers.list(request, query, detail, seen, conditions);
    }

    private Answer ofPortgroup(Request request, boolean detail) {
        var query = request.query(ResourceAnswers.arguments(detail, PortFilters.ALL));
        var portgroup = portgroups.visible(request, request.variable("portgroup"));
        var seen = PartAccess.seen(request, "port");
        var conditions = new ArrayList<>(filters.of(request, query, Below.PORTGROUP));
        conditions.add(PortFilters.ofPortgroup(portgroup));
        return answers.list(request, query, detail, seen, conditions);
    }
}
