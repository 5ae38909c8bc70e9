package dev.fettle.tools.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.tools.launcher.start.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The REST API as a patient client uses it: what is busy or away for the moment is asked again, as the packaged clients do. */
final class Api implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Integer> ASK_AGAIN = List.of(409, 500, 503);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    Api(String url) {
        this.url = url;
    }

    String createNode(Map<String, Object> node) {
        return send("POST", "/v1/nodes", node, 201).path("uuid").asText();
    }

    void createPort(String node, String mac) {
        send("POST", "/v1/ports", Map.of("node_uuid", node, "address", mac), 201);
    }

    void provision(String node, String target) {
        send("PUT", "/v1/nodes/" + node + "/states/provision", Map.of("target", target), 202);
    }

    /** Provision state by node, of all nodes. */
    Map<String, JsonNode> nodes() {
        var nodes = new LinkedHashMap<String, JsonNode>();
        send("GET", "/v1/nodes/detail", null, 200)
                .path("nodes")
                .forEach(node -> nodes.put(node.path("uuid").asText(), node));
        return nodes;
    }

    /** Waits until the condition holds for all of these nodes. */
    void awaitAll(List<String> uuids, Duration atMost, String what, Predicate<JsonNode> condition) {
        var reached = Await.until(atMost, () -> {
            var now = nodes();
            return uuids.stream().allMatch(uuid -> condition.test(now.get(uuid)));
        });
        assertThat(reached).as(() -> what + " not reached: " + summary()).isTrue();
    }

    void awaitState(List<String> uuids, String state, Duration atMost) {
        awaitAll(
                uuids,
                atMost,
                state,
                node -> node.path("provision_state").asText().equals(state)
                        && node.path("reservation").isNull());
    }

    /** How many nodes are in which state, with the errors there are. */
    String summary() {
        var counts = new LinkedHashMap<String, Integer>();
        nodes().values()
                .forEach(node -> counts.merge(
                        node.path("provision_state").asText() + " "
                                + node.path("last_error").asText("") + " "
                                + node.path("deploy_step").path("step").asText(""),
                        1,
                        Integer::sum));
        return counts.toString();
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode send(String method, String path, Object body, int expected) {
        var answer = new HttpResponse<?>[1];
        var last = new String[1];
        var done = Await.until(PATIENCE, () -> {
            try {
                var response = http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
                last[0] = response.statusCode() + " " + response.body();
                if (ASK_AGAIN.contains(response.statusCode())) {
                    return false;
                }
                answer[0] = response;
                return true;
            } catch (IOException e) {
                last[0] = e.toString();
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
        assertThat(done).as(() -> method + " " + path + ": " + last[0]).isTrue();
        assertThat(answer[0].statusCode())
                .as(() -> method + " " + path + ": " + last[0])
                .isEqualTo(expected);
        return parsed(answer[0].body().toString());
    }

    private HttpRequest request(String method, String path, Object body) throws IOException {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("X-OpenStack-Ironic-API-Version", "latest")
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isEmpty() ? JSON.nullNode() : JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
