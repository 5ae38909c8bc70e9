package dev.fettle.tools.sim.redfish;

import dev.fettle.tools.sim.web.Json;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.util.List;

/** The service root and the sessions. */
final class ServiceResources {
    static final List<String> SESSIONS = List.of("SessionService", "Sessions");
    static final List<Route> ROUTES = List.of(
            Route.get("", (bmc, _, _) -> root(bmc)),
            Route.get("odata", (bmc, _, _) -> odata(bmc)),
            Route.get("SessionService", (bmc, _, _) -> sessionService(bmc)),
            Route.get(
                    "SessionService/Sessions",
                    (bmc, _, _) -> bmc.collection(
                            "SessionService/Sessions", "Session", bmc.sessions().ids())),
            Route.of("POST", "SessionService/Sessions", (bmc, request, _) -> login(bmc, request)),
            Route.get("SessionService/Sessions/*", (bmc, request, path) -> session(bmc, request, path.get(2))),
            Route.of("DELETE", "SessionService/Sessions/*", (bmc, request, path) -> logout(bmc, request, path.get(2))));

    private ServiceResources() {}

    static Reply versions(Bmc bmc) {
        return Reply.json(200, Json.object("v1", bmc.at("")));
    }

    private static Reply root(Bmc bmc) {
        var root = bmc.resource("", "ServiceRoot.v1_15_0.ServiceRoot", "RootService", "Root Service");
        root.put("RedfishVersion", "1.18.0");
        root.put("UUID", bmc.machine().uuid().toString());
        root.put("Vendor", "Fettle");
        root.put("Product", "Simulated BMC");
        for (String child : List.of("Systems", "Managers", "Chassis", "SessionService")) {
            root.set(child, bmc.link(child));
        }
        root.set("Links", Json.object("Sessions", bmc.link("SessionService/Sessions")));
        return Reply.json(200, root);
    }

    private static Reply odata(Bmc bmc) {
        var services = List.of("Systems", "Managers", "Chassis", "SessionService").stream()
                .map(name -> Json.object("name", name, "kind", "Singleton", "url", bmc.at(name)))
                .toList();
        return Reply.json(200, Json.object("@odata.context", bmc.at("$metadata"), "value", Json.array(services)));
    }

    private static Reply sessionService(Bmc bmc) {
        var service = bmc.resource(
                "SessionService", "SessionService.v1_1_9.SessionService", "SessionService", "Session Service");
        service.put("ServiceEnabled", true);
        service.set("Sessions", bmc.link("SessionService/Sessions"));
        return Reply.json(200, service);
    }

    private static Reply login(Bmc bmc, Request request) throws Request.NotJson {
        var body = request.json();
        if (!body.path("UserName").isTextual() || !body.path("Password").isTextual()) {
            return RedfishError.malformed("UserName and Password are needed");
        }
        var opened = bmc.sessions()
                .open(body.path("UserName").asText(), body.path("Password").asText());
        if (opened == null) {
            return RedfishError.badLogin();
        }
        return Reply.json(201, sessionJson(bmc, opened.id()))
                .with("X-Auth-Token", opened.token())
                .with("Location", bmc.at("SessionService/Sessions/" + opened.id()));
    }

    private static Reply session(Bmc bmc, Request request, String id) {
        return bmc.sessions().has(id) ? Reply.json(200, sessionJson(bmc, id)) : RedfishError.notFound(request.path());
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode sessionJson(Bmc bmc, String id) {
        var json = bmc.resource("SessionService/Sessions/" + id, "Session.v1_7_0.Session", id, "User session");
        return json.put("UserName", bmc.sessions().user());
    }

    private static Reply logout(Bmc bmc, Request request, String id) {
        return bmc.sessions().close(id) ? Reply.empty(204) : RedfishError.notFound(request.path());
    }
}
