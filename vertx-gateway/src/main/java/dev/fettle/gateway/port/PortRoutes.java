package dev.fettle.gateway.port;

import dev.fettle.gateway.part.PartFinder;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** One port: show, create, change, delete. */
final class PortRoutes {
    private final ResourceAnswers answers;
    private final PartFinder byIdent;
    private final PartFinder byUuid;
    private final PortWrites writes;

    /** @param byUuid finds ports for DELETE, which takes no names */
    PortRoutes(ResourceAnswers answers, PartFinder byIdent, PartFinder byUuid, PortWrites writes) {
        this.answers = answers;
        this.byIdent = byIdent;
        this.byUuid = byUuid;
        this.writes = writes;
    }

    List<Route> routes() {
        var one = "/v1/ports/{port}";
        return Stream.of(
                        Route.of("POST", "/v1/ports", "baremetal:port:create", this::create),
                        Route.of("PATCH", "/v1/ports", "baremetal:port:update", PortRoutes::withoutIdent),
                        Route.of("DELETE", "/v1/ports", "baremetal:port:delete", PortRoutes::withoutIdent),
                        Route.of("GET", one, "baremetal:port:get", this::show),
                        Route.of("PATCH", one, "baremetal:port:update", this::patch),
                        Route.of("DELETE", one, "baremetal:port:delete", this::delete)
                                .withoutQuery())
                .map(Route::checkedByHandler)
                .toList();
    }

    private Answer show(Request request) {
        var selection = answers.selection(request);
        return answers.one(request, selection, found(request, byIdent).part());
    }

    private Answer create(Request request) {
        return answers.created(request, writes.create(request).values());
    }

    private Answer patch(Request request) {
        var patch = writes.read(request);
        return answers.full(request, writes.patch(request, found(request, byIdent), patch));
    }

    private Answer delete(Request request) {
        writes.delete(request, found(request, byUuid));
        return Answer.empty(204);
    }

    private static PartFinder.Found found(Request request, PartFinder finder) {
        return finder.find(request, request.variable("port"));
    }

    private static Answer withoutIdent(Request request) {
        throw Parameters.missing("port_ident");
    }
}
