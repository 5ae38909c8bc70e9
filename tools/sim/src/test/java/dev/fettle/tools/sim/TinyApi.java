package dev.fettle.tools.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fettle.tools.sim.web.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As much of the API as an agent sees: version, lookup, heartbeat, inspection data. Remembers what came. */
final class TinyApi implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789a";

    /** One request as received. */
    record Call(String path, String version, JsonNode body) {}

    final List<Call> lookups = new CopyOnWriteArrayList<>();
    final List<Call> heartbeats = new CopyOnWriteArrayList<>();
    final List<Call> inspections = new CopyOnWriteArrayList<>();
    final Queue<Integer> nextLookups = new ArrayDeque<>();
    final Queue<Integer> nextHeartbeats = new ArrayDeque<>();
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    volatile String token = TOKEN;
    volatile String maxVersion = "1.115";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    TinyApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2048);
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String version = String.valueOf(exchange.getRequestHeaders().getFirst("X-OpenStack-Ironic-API-Version"));
            var call = new Call(
                    exchange.getRequestURI().toString(),
                    version,
                    body.isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(body));
            byte[] file = files.get(path);
            if (file != null) {
                answer(exchange, 200, file);
            } else if (path.equals("/")) {
                answer(exchange, 200, Json.object("default_version", Json.object("version", maxVersion)));
            } else if (path.equals("/v1/lookup")) {
                lookups.add(call);
                lookup(exchange);
            } else if (path.startsWith("/v1/heartbeat/")) {
                heartbeats.add(call);
                answer(exchange, next(nextHeartbeats, 202), Json.object());
            } else if (path.equals("/v1/continue_inspection")) {
                inspections.add(call);
                answer(exchange, 202, Json.object("uuid", UUID.randomUUID()));
            } else {
                answer(exchange, 404, Json.object());
            }
        }
    }

    private void lookup(HttpExchange exchange) throws IOException {
        int status = next(nextLookups, 200);
        var node = Json.object("uuid", "11111111-2222-3333-4444-555555555555");
        var config = Json.object("heartbeat_timeout", 300, "agent_token", token, "agent_token_required", true);
        answer(exchange, status, status == 200 ? Json.object("node", node, "config", config) : Json.object());
    }

    private static int next(Queue<Integer> statuses, int otherwise) {
        synchronized (statuses) {
            var status = statuses.poll();
            return status == null ? otherwise : status;
        }
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer(exchange, status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
