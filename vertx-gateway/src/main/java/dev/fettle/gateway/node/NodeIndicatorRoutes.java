package dev.fettle.gateway.node;

import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.gateway.field.Links;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.rpc.node.GetIndicatorState;
import dev.fettle.rpc.node.GetSupportedIndicators;
import dev.fettle.rpc.node.InjectNmi;
import dev.fettle.rpc.node.SetIndicatorState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lights of a node, and interrupts sent to it. */
final class NodeIndicatorRoutes {
    private static final int NMI_SINCE = 29;

    private final NodeCalls calls;

    NodeIndicatorRoutes(NodeCalls calls) {
        this.calls = calls;
    }

    /** A light as callers name it: {@code <name>@<component>}. */
    private record Ident(String name, String component) {
        static Ident of(Request request) {
            var text = request.variable("indicator");
            var at = text.indexOf('@');
            if (at < 1 || at == text.length() - 1) {
                throw Parameters.invalid("Indicator " + Parameters.shown(text) + " is not of the form name@component.");
            }
            return new Ident(text.substring(0, at), text.substring(at + 1));
        }
    }

    List<Route> routes() {
        var management = "/v1/nodes/{node}/management";
        var one = management + "/indicators/{indicator}";
        return List.of(
                Route.of("PUT", management + "/inject_nmi", "baremetal:node:inject_nmi", this::injectNmi)
                        .since(NMI_SINCE, NOT_FOUND),
                Route.of("GET", management + "/indicators", "baremetal:node:get_indicator_state", this::list),
                Route.of("GET", one, "baremetal:node:get_indicator_state", this::show)
                        .withoutQuery(),
                Route.of("PUT", one, "baremetal:node:set_indicator_state", this::set));
    }

    private Answer injectNmi(Request request) {
        var node = calls.node(request);
        var _ = request.arguments(Set.of());
        calls.call(request, node, new InjectNmi(node.uuid()));
        return Answer.empty(204);
    }

    private Answer list(Request request) {
        var node = calls.node(request);
        var found = calls.ask(request, node, new GetSupportedIndicators(node.uuid(), null));
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("indicators");
            for (var component : found.entrySet()) {
                for (var indicator : component.getValue().entrySet()) {
                    write(out, request, indicator.getKey(), component.getKey(), indicator.getValue());
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void write(
            JsonGenerator out, Request request, String name, String component, Map<String, Object> indicator)
            throws IOException {
        var ident = name + "@" + component;
        out.writeStartObject();
        out.writeStringField("name", ident);
        out.writeStringField("component", component);
        out.writeFieldName("readonly");
        JsonOut.value(out, indicator.getOrDefault("readonly", true));
        out.writeFieldName("states");
        JsonOut.value(out, indicator.getOrDefault("states", List.of()));
        out.writeFieldName("links");
        Links.pair(out, request.baseUrl(), "nodes/" + request.variable("node") + "/management/indicators/" + ident);
        out.writeEndObject();
    }

    private Answer show(Request request) {
        var node = calls.node(request);
        var ident = Ident.of(request);
        var state = calls.ask(request, node, new GetIndicatorState(node.uuid(), ident.component(), ident.name()));
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeStringField("state", state);
            out.writeEndObject();
        });
    }

    private Answer set(Request request) {
        var node = calls.node(request);
        var ident = Ident.of(request);
        var state = request.arguments(Set.of("state")).requiredText("state");
        calls.call(request, node, new SetIndicatorState(node.uuid(), ident.component(), ident.name(), state));
        return Answer.empty(204);
    }
}
