package dev.fettle.gateway.port;

import dev.fettle.gateway.field.Page;
import dev.fettle.gateway.field.Selection;
import dev.fettle.gateway.field.View;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.port.Port;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One port: show, create, change, delete. */
final class PortRoutes {
    private final PortFinder finder;
    private final PortWrites writes;

    PortRoutes(PortFinder finder, PortWrites writes) {
        this.finder = finder;
        this.writes = writes;
    }

    List<Route> routes() {
        var one = "/v1/ports/{port}";
        return List.of(
                Route.of("POST", "/v1/ports", "baremetal:port:create", this::create)
                        .checkedByHandler(),
                Route.of("PATCH", "/v1/ports", "baremetal:port:update", PortRoutes::withoutIdent),
                Route.of("DELETE", "/v1/ports", "baremetal:port:delete", PortRoutes::withoutIdent),
                Route.of("GET", one, "baremetal:port:get", this::show).checkedByHandler(),
                Route.of("PATCH", one, "baremetal:port:update", this::patch).checkedByHandler(),
                Route.of("DELETE", one, "baremetal:port:delete", this::delete).checkedByHandler());
    }

    private Answer show(Request request) {
        var names = request.query(Set.of("fields")).csv("fields");
        var selection = Page.one(names, PortFieldTable.FIELDS, request.version());
        return shown(request, 200, selection, finder.byIdent(request).port());
    }

    private Answer create(Request request) {
        var port = writes.create(request);
        return full(request, 201, port).with("Location", request.baseUrl() + "/v1/ports/" + port.uuid());
    }

    private Answer patch(Request request) {
        return full(request, 200, writes.patch(request));
    }

    private Answer delete(Request request) {
        writes.delete(request, finder.byUuid(request));
        return Answer.empty(204);
    }

    private static Answer full(Request request, int status, Port port) {
        return shown(request, status, Page.one(Optional.empty(), PortFieldTable.FIELDS, request.version()), port);
    }

    private static Answer shown(Request request, int status, Selection selection, Port port) {
        var view = new View(request.version(), request.baseUrl(), _ -> Optional.empty());
        return Answer.json(status, JsonOut.bytes(out -> selection.write(out, port.values(), view)));
    }

    private static Answer withoutIdent(Request request) {
        throw Parameters.missing("port_ident");
    }
}
