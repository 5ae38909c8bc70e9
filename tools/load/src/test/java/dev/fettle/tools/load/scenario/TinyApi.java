package dev.fettle.tools.load.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fettle.tools.load.http.Api;
import dev.fettle.tools.load.http.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** So much of the API as the scenarios use, with nodes that do at once what they are told. Can be made to misbehave. */
final class TinyApi implements AutoCloseable {
    private static final Map<String, String> STATES =
            Map.of("manage", "manageable", "provide", "available", "active", "active", "deleted", "available");

    /** Forgets every so many PATCH requests after answering them with 200; 0 for none. */
    volatile int forgetEvery;

    /** Answers every so many GET requests of a node with 503; 0 for none. */
    volatile int busyEvery;

    /** What a deployment ends in. */
    volatile String deployed = "active";

    private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();
    private final AtomicInteger patches = new AtomicInteger();
    private final AtomicInteger gets = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    TinyApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/v1/", this::answer);
        server.start();
    }

    Endpoint endpoint() {
        return Endpoint.of("http://127.0.0.1:" + server.getAddress().getPort(), "1.82", Duration.ofSeconds(10));
    }

    synchronized int nodes() {
        return nodes.size();
    }

    private void answer(HttpExchange http) throws IOException {
        var body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var answer = act(
                http.getRequestMethod(),
                http.getRequestURI().getPath().substring(3),
                http.getRequestURI().getQuery(),
                body);
        var bytes = answer.json().getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (var out = http.getResponseBody()) {
            out.write(bytes);
        }
    }

    private record Reply(int status, String json) {}

    private synchronized Reply act(String method, String path, String query, String body) throws IOException {
        var parts = path.split("/");
        if (method.equals("POST")) {
            return new Reply(201, create((ObjectNode) Api.JSON.readTree(body)).toString());
        }
        if (parts.length == 2) {
            return new Reply(200, list(query).toString());
        }
        var node = nodes.get(parts[2]);
        if (node == null) {
            return new Reply(404, "{}");
        }
        return switch (method) {
            case "GET" ->
                busyEvery > 0 && gets.incrementAndGet() % busyEvery == 0
                        ? new Reply(503, "{}")
                        : new Reply(200, node.toString());
            case "PATCH" ->
                new Reply(
                        200,
                        patch(node, Api.JSON.readTree(body).get(0).path("path").asText())
                                .toString());
            case "PUT" -> {
                var verb = Api.JSON.readTree(body).path("target").asText();
                node.put("provision_state", verb.equals("active") ? deployed : STATES.get(verb));
                yield new Reply(202, "");
            }
            default -> {
                nodes.remove(parts[2]);
                yield new Reply(204, "");
            }
        };
    }

    private ObjectNode create(ObjectNode node) {
        var id = "node-" + nodes.size();
        node.put("uuid", id)
                .put("provision_state", "enroll")
                .putNull("reservation")
                .putNull("last_error");
        node.putObject("extra");
        nodes.put(id, node);
        return node;
    }

    private ObjectNode patch(ObjectNode node, String path) {
        if (forgetEvery == 0 || patches.incrementAndGet() % forgetEvery != 0) {
            ((ObjectNode) node.get("extra")).put(path.substring("/extra/".length()), true);
        }
        return node;
    }

    private ObjectNode list(String query) {
        var page = JsonNodeFactory.instance.objectNode();
        ArrayNode found = page.putArray("nodes");
        nodes.values().stream()
                .filter(node -> !query.contains("resource_class=")
                        || query.contains(
                                "resource_class=" + node.path("resource_class").asText() + "&"))
                .forEach(found::add);
        return page;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
