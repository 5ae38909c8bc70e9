package dev.fettle.gateway.node;

import static dev.fettle.http.Route.Refusal.HIDDEN;

import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.patch.Idents;
import dev.fettle.rpc.node.AttachVif;
import dev.fettle.rpc.node.DetachVif;
import dev.fettle.rpc.node.ListVifs;
import java.util.LinkedHashMap;
import java.util.List;

/** Virtual network interfaces attached to a node. */
final class NodeVifRoutes {
    private static final int SINCE = 28;
    private static final int EXCLUSIVE_SINCE = 67;

    private final NodeCalls calls;

    NodeVifRoutes(NodeCalls calls) {
        this.calls = calls;
    }

    List<Route> routes() {
        var all = "/v1/nodes/{node}/vifs";
        return List.of(
                Route.of("GET", all, "baremetal:node:vif:list", this::list).since(SINCE, HIDDEN),
                Route.of("POST", all, "baremetal:node:vif:attach", this::attach).since(SINCE, HIDDEN),
                Route.of("DELETE", all, "baremetal:node:vif:detach", this::withoutIdent)
                        .checkedByHandler()
                        .since(SINCE, HIDDEN),
                Route.of("DELETE", all + "/{vif}", "baremetal:node:vif:detach", this::detach)
                        .since(SINCE, HIDDEN));
    }

    private Answer list(Request request) {
        request.refuseQuery();
        var vifs = calls.callOr400(request, ListVifs::new);
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeFieldName("vifs");
            JsonOut.value(out, vifs == null ? List.of() : vifs);
            out.writeEndObject();
        });
    }

    private Answer attach(Request request) {
        var body = request.object("vif");
        if (!(body.get("id") instanceof String id) || !isIdent(id)) {
            throw Parameters.invalid("Schema error for vif: 'id' is no uuid and no name.");
        }
        if (request.version().atLeast(EXCLUSIVE_SINCE)
                && body.containsKey("port_uuid")
                && body.containsKey("portgroup_uuid")) {
            throw Parameters.invalid("Cannot specify both port_uuid and portgroup_uuid");
        }
        var info = new LinkedHashMap<String, Object>();
        body.forEach((key, value) -> {
            if (value != null) {
                info.put(key, value);
            }
        });
        calls.callOr400(request, uuid -> new AttachVif(uuid, info));
        return Answer.empty(204);
    }

    private Answer detach(Request request) {
        var vif = request.variable("vif");
        if (!isIdent(vif)) {
            throw Parameters.invalid("Expected a UUID or name as vif_id but received " + Parameters.shown(vif) + ".");
        }
        calls.callOr400(request, uuid -> new DetachVif(uuid, vif));
        return Answer.empty(204);
    }

    private static boolean isIdent(String text) {
        return Idents.uuid(text).isPresent() || Idents.validName(text);
    }

    private Answer withoutIdent(Request request) {
        var _ = calls.finder().visible(request);
        throw Parameters.missing("vif_id");
    }
}
