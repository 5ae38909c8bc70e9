package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One object of each kind, so that requests get past the question whether what they name is there. */
final class HostileTargets {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    private final FullStack stack;

    /** By the path of the collection. */
    private final Map<String, String> idents = new LinkedHashMap<>();

    private HostileTargets(FullStack stack) {
        this.stack = stack;
    }

    static HostileTargets create(FullStack stack) {
        var targets = new HostileTargets(stack);
        targets.idents.put("/v1/drivers", "fake-hardware");
        targets.idents.put("/v1/conductors", "cond-1");
        targets.create("/v1/nodes", "{\"driver\":\"fake-hardware\",\"name\":\"hostile\"}");
        var node = targets.node();
        targets.create("/v1/ports", "{\"node_uuid\":\"%s\",\"address\":\"52:54:00:00:00:01\"}".formatted(node));
        targets.create("/v1/portgroups", "{\"node_uuid\":\"%s\",\"name\":\"group\"}".formatted(node));
        targets.create("/v1/chassis", "{}");
        targets.create(
                "/v1/volume/connectors",
                "{\"node_uuid\":\"%s\",\"type\":\"iqn\",\"connector_id\":\"iqn.2026-11.dev:c\"}".formatted(node));
        targets.create(
                "/v1/volume/targets",
                "{\"node_uuid\":\"%s\",\"volume_type\":\"iscsi\",\"boot_index\":0,\"volume_id\":\"v\"}".formatted(node));
        targets.create("/v1/allocations", "{\"resource_class\":\"none\"}");
        var steps = "\"steps\":[{\"interface\":\"deploy\",\"step\":\"s\",\"args\":{}";
        targets.create("/v1/deploy_templates", "{\"name\":\"CUSTOM_T0\"," + steps + ",\"priority\":1}]}");
        targets.create("/v1/runbooks", "{\"name\":\"CUSTOM_R0\"," + steps + ",\"order\":1}]}");
        targets.create(
                "/v1/inspection_rules",
                "{\"actions\":[{\"op\":\"set-attribute\",\"args\":{\"path\":\"/extra/a\",\"value\":1}}]}");
        return targets;
    }

    String node() {
        return ident("/v1/nodes");
    }

    /** Of the object in that collection. */
    String ident(String collection) {
        return idents.get(collection);
    }

    /** All idents, those of nodes twice. */
    List<String> all() {
        var all = new java.util.ArrayList<>(idents.values());
        all.add("hostile");
        return List.copyOf(all);
    }

    /** Collections whose objects can be changed by JSON patches. */
    List<String> collections() {
        return idents.keySet().stream()
                .filter(path -> !path.equals("/v1/drivers") && !path.equals("/v1/conductors"))
                .toList();
    }

    /** The path of a route with the objects that are there. */
    String path(Route route) {
        var collection = idents.keySet().stream()
                .filter(path -> route.path().startsWith(path + "/{"))
                .findFirst()
                .map(idents::get)
                .orElse(node());
        var path = VARIABLE.matcher(route.path()).replaceFirst(Matcher.quoteReplacement(collection));
        return VARIABLE.matcher(path).replaceAll("CUSTOM_A");
    }

    private void create(String collection, String body) {
        var reply = stack.send("POST", collection, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        idents.put(collection, reply.json().get("uuid").asText());
    }
}
