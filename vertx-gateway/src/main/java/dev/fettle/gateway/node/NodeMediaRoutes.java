package dev.fettle.gateway.node;

import static dev.fettle.http.Route.Refusal.HIDDEN;

import dev.fettle.http.Answer;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.patch.ValueRule;
import dev.fettle.rpc.node.AttachVirtualMedia;
import dev.fettle.rpc.node.DetachVirtualMedia;
import dev.fettle.rpc.node.GetVirtualMedia;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Virtual drives of a node. */
final class NodeMediaRoutes {
    private static final int SINCE = 89;
    private static final int LIST_SINCE = 93;
    private static final int LONGEST_URL = 4096;
    private static final List<String> TYPES = List.of("cdrom", "disk", "floppy");
    private static final List<String> SCHEMES = List.of("http", "https", "nfs", "cifs", "smb");
    private static final Map<String, ValueRule> BODY = Map.of(
            "device_type", ValueRule.oneOf(TYPES),
            "image_url", ValueRule.text(1, LONGEST_URL),
            "image_download_source",
                    ValueRule.oneOf(List.of("http", "local", "swift")).orNull());

    private final NodeCalls calls;

    NodeMediaRoutes(NodeCalls calls) {
        this.calls = calls;
    }

    List<Route> routes() {
        var media = "/v1/nodes/{node}/vmedia";
        return Stream.of(
                        Route.of("GET", media, "baremetal:node:vmedia:get", this::list),
                        Route.of("POST", media, "baremetal:node:vmedia:attach", this::attach),
                        Route.of("DELETE", media, "baremetal:node:vmedia:detach", this::detach))
                .map(route -> route.since(SINCE, HIDDEN))
                .toList();
    }

    /** Newer than its path. */
    private Answer list(Request request) {
        if (!request.version().atLeast(LIST_SINCE)) {
            throw HttpProblem.fault(404, "Resource could not be found.");
        }
        request.refuseQuery();
        var node = calls.node(request);
        var devices = Conductors.noHostIs400(() -> calls.ask(request, node, new GetVirtualMedia(node.uuid())));
        return Answer.ok(out -> JsonOut.value(out, devices));
    }

    private Answer attach(Request request) {
        var node = calls.node(request);
        var body = request.object("body");
        for (var name : body.keySet()) {
            if (!BODY.containsKey(name)) {
                throw refused(
                        "Additional properties are not allowed ('" + Parameters.shown(name) + "' was unexpected)");
            }
        }
        var url = text(body, "image_url");
        if (url == null || SCHEMES.stream().noneMatch(scheme -> startsWith(url, scheme))) {
            throw refused("'image_url' must start with one of " + String.join("://, ", SCHEMES) + "://");
        }
        var type = text(body, "device_type");
        if (type == null) {
            throw refused("'device_type' is a required property");
        }
        var call = new AttachVirtualMedia(node.uuid(), type, url, text(body, "image_download_source"));
        Conductors.noHostIs400(() -> calls.call(request, node, call));
        return Answer.empty(204);
    }

    private Answer detach(Request request) {
        var node = calls.node(request);
        var types =
                request.arguments(Set.of("device_types")).csv("device_types").orElse(null);
        if (types != null && !TYPES.containsAll(types)) {
            throw Parameters.invalid("Invalid device types: they can be " + String.join(", ", TYPES) + ".");
        }
        Conductors.noHostIs400(() -> calls.call(request, node, new DetachVirtualMedia(node.uuid(), types)));
        return Answer.empty(204);
    }

    private static @Nullable String text(Map<String, ? extends @Nullable Object> body, String name) {
        try {
            var rule = BODY.get(name);
            return rule == null ? null : (String) rule.read(body.get(name));
        } catch (ValueRule.Refused e) {
            throw refused(
                    body.get(name) == null
                            ? "'" + name + "' is a required property"
                            : "'" + name + "' " + e.getMessage());
        }
    }

    private static boolean startsWith(String url, String scheme) {
        return url.toLowerCase(Locale.ROOT).startsWith(scheme + "://");
    }

    private static RuntimeException refused(String what) {
        return Parameters.invalid("Schema error for body: " + what + ".");
    }
}
