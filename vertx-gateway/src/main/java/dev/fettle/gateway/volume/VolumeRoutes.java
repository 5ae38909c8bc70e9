package dev.fettle.gateway.volume;

import static dev.fettle.http.Route.Refusal.HIDDEN;
import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.gateway.field.Page;
import dev.fettle.gateway.part.PartAccess;
import dev.fettle.gateway.part.PartFinder;
import dev.fettle.gateway.part.PartRoutes;
import dev.fettle.gateway.part.PartWrites;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.gateway.resource.ResourceDocument;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The routes of one kind: connectors, or targets. */
final class VolumeRoutes {
    private static final String RULES = "baremetal:volume:";

    /** {@code project} is taken and means nothing: the policy alone says whose are shown. */
    private static final String[] BELOW_NODE = {"project"};

    private static final String[] ALL = {"node", "project"};

    private final String name;
    private final PartAccess access;
    private final PartFinder finder;
    private final ResourceDocument document;
    private final PartWrites<?> writes;
    private final Function<Request, ResourceAnswers> answers;

    /**
     * Only keeps what it is given.
     *
     * @param name last part of the path of the collection, such as {@code targets}
     * @param answers shows as much as the caller may see
     */
    VolumeRoutes(
            String name,
            PartAccess access,
            PartFinder finder,
            ResourceDocument document,
            PartWrites<?> writes,
            Function<Request, ResourceAnswers> answers) {
        this.name = name;
        this.access = access;
        this.finder = finder;
        this.document = document;
        this.writes = writes;
        this.answers = answers;
    }

    List<Route> routes() {
        var all = "/v1/volume/" + name;
        var one = all + "/{volume}";
        var below = "/v1/nodes/{node}/volume/" + name;
        var own = List.of(
                Route.of("GET", all, RULES + "list_all", this::all),
                Route.of("POST", all, RULES + "create", this::create),
                Route.of("PATCH", all, RULES + "update", VolumeRoutes::withoutIdent),
                Route.of("DELETE", all, RULES + "delete", VolumeRoutes::withoutIdent),
                Route.of("GET", one, RULES + "get", this::show),
                Route.of("PATCH", one, RULES + "update", this::patch),
                Route.of("DELETE", one, RULES + "delete", this::delete).withoutQuery());
        var routes = new ArrayList<Route>();
        own.forEach(route -> routes.add(route.checkedByHandler().since(VolumeResource.SINCE, NOT_FOUND)));
        routes.add(Route.of("GET", below, RULES + "list_all", this::ofNode)
                .checkedByHandler()
                .since(VolumeResource.SINCE, HIDDEN));
        routes.addAll(PartRoutes.onlyListed(below, all, RULES + "get", VolumeResource.SINCE));
        return routes;
    }

    private Answer all(Request request) {
        var query = request.query(ResourceAnswers.arguments(false, ALL));
        var seen = PartAccess.seen(request, "volume");
        var node = query.text("node").map(ident -> PartAccess.ofNode(access.named(request, ident)));
        return list(request, query, seen, node.stream().toList());
    }

    private Answer ofNode(Request request) {
        var query = request.query(ResourceAnswers.arguments(false, BELOW_NODE));
        var node = access.inPath(request);
        var seen = PartAccess.seen(request, "volume");
        return list(request, query, seen, List.of(PartAccess.ofNode(node)));
    }

    /** The argument {@code detail} is taken in every version here. */
    private Answer list(Request request, Parameters query, List<ResourceFilter> seen, List<ResourceFilter> filters) {
        var shown = answers.apply(request);
        var detail = query.flag("detail");
        boolean whole = detail.orElse(false);
        if (whole && query.has("fields")) {
            throw Parameters.invalid("Can't fetch a subset of fields with 'detail' set");
        }
        var page = shown.page(request, query.without("detail"), whole)
                .ofCollection()
                .echoing(detail.map(Page::echoed).orElse(Map.of()));
        return shown.page(request, page, shown.rows(page, seen, filters, Set.of()));
    }

    private Answer show(Request request) {
        var shown = answers.apply(request);
        var selection = shown.selection(request);
        return shown.one(request, selection, found(request).part());
    }

    private Answer create(Request request) {
        var part = writes.create(request, UnaryOperator.identity());
        return answers.apply(request).created(request, part);
    }

    private Answer patch(Request request) {
        var patch = document.patch(request);
        var part = writes.patch(request, found(request), patch);
        return answers.apply(request).full(request, part);
    }

    private Answer delete(Request request) {
        writes.delete(request, found(request));
        return Answer.empty(204);
    }

    private PartFinder.Found found(Request request) {
        return finder.find(request, request.variable("volume"));
    }

    private static Answer withoutIdent(Request request) {
        throw Parameters.missing("uuid");
    }
}
