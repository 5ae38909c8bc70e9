package dev.fettle.tools.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.http.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Nodes of the load tool on the server. They carry its resource classes, and are used again by later scenarios and runs. */
final class NodePool {
    static final String POOL = "load-pool";

    private final Bench bench;

    NodePool(Bench bench) {
        this.bench = bench;
    }

    /** That many nodes in {@code enroll}; creates what is missing. */
    List<String> atLeast(int count) throws InterruptedException {
        var ids = Collections.synchronizedList(new ArrayList<>(known(POOL)));
        if (ids.size() < count) {
            Api.forEach(
                    bench.endpoint(),
                    IntStream.range(ids.size(), count).boxed().toList(),
                    Bench.PREPARING,
                    (api, _) -> ids.add(create(api, POOL, Map.of())));
        }
        return List.copyOf(ids.subList(0, count));
    }

    /** New nodes of a resource class of their own. */
    List<String> fresh(String resourceClass, int count, Map<String, Object> more) throws InterruptedException {
        var ids = Collections.synchronizedList(new ArrayList<String>());
        Api.forEach(
                bench.endpoint(),
                IntStream.range(0, count).boxed().toList(),
                Bench.PREPARING,
                (api, _) -> ids.add(create(api, resourceClass, more)));
        return List.copyOf(ids);
    }

    /** Brings the whole server to that many nodes, by the fill command where there is one, and says how many there are. */
    int fill(int total) throws InterruptedException {
        var have = count(total);
        if (have >= total) {
            return have;
        }
        var fill = bench.settings().fillCommand();
        if (fill.isPresent()) {
            atLeast(1); // a program that fills a database needs one to copy
            Commands.run(List.of(fill.get(), Integer.toString(total)));
        } else {
            atLeast(known(POOL).size() + total - have);
        }
        return count(total);
    }

    /** All nodes of that class. */
    List<JsonNode> list(Api api, String resourceClass, String fields) throws InterruptedException {
        return pages(api, "/v1/nodes?resource_class=" + resourceClass + "&fields=" + fields + "&limit=1000");
    }

    static Request newNode(String resourceClass, Map<String, Object> more) {
        var node = new HashMap<String, Object>(Map.of(
                "driver",
                "fake-hardware",
                "name",
                "load-" + UUID.randomUUID(),
                "resource_class",
                resourceClass,
                "properties",
                Map.of("cpus", 8, "memory_mb", 16384, "local_gb", 200, "cpu_arch", "x86_64")));
        node.putAll(more);
        return Request.of("POST", "/v1/nodes", Api.write(node));
    }

    private static String create(Api api, String resourceClass, Map<String, Object> more) throws InterruptedException {
        return api.send(newNode(resourceClass, more)).path("uuid").asText();
    }

    private List<String> known(String resourceClass) throws InterruptedException {
        try (var api = bench.api()) {
            return list(api, resourceClass, "uuid,provision_state").stream()
                    .filter(node -> node.path("provision_state").asText().equals("enroll"))
                    .map(node -> node.path("uuid").asText())
                    .toList();
        }
    }

    /** How many nodes there are; stops counting a page past {@code enough}. */
    private int count(int enough) throws InterruptedException {
        try (var api = bench.api()) {
            return pages(api, "/v1/nodes?fields=uuid&limit=1000", enough).size();
        }
    }

    private static List<JsonNode> pages(Api api, String first) throws InterruptedException {
        return pages(api, first, Integer.MAX_VALUE);
    }

    private static List<JsonNode> pages(Api api, String first, int enough) throws InterruptedException {
        var all = new ArrayList<JsonNode>();
        for (var path = first; !path.isEmpty() && all.size() <= enough; ) {
            var page = api.get(path);
            page.path("nodes").forEach(all::add);
            var next = page.path("next").asText("");
            path = next.isEmpty() ? "" : relative(next);
        }
        return all;
    }

    /** From the API version on: what stands before it is the endpoint's own path, or a public address that may differ from ours. */
    private static String relative(String link) {
        var uri = URI.create(link);
        var path = uri.getRawPath();
        return path.substring(Math.max(0, path.indexOf("/v1/")))
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
