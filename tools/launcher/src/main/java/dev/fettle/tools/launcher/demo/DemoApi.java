package dev.fettle.tools.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.tools.launcher.start.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The few requests that the demonstration sends. Blocks; each within half a minute. */
final class DemoApi implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CONFLICT = 409;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;

    DemoApi(String url) {
        this.url = url;
    }

    void create(String collection, Map<String, Object> document) {
        send("POST", "/v1/" + collection, document);
    }

    /** False when the node is locked just now: try again. */
    boolean provision(String node, String verb) {
        return send("PUT", "/v1/nodes/" + node + "/states/provision", Map.of("target", verb)) != CONFLICT;
    }

    List<NodeView> nodes() {
        var fields = "name,provision_state,power_state,clean_step,deploy_step,last_error,maintenance";
        var answer = read("/v1/nodes?sort_key=id&fields=" + fields);
        var nodes = new ArrayList<NodeView>();
        answer.path("nodes").forEach(node -> nodes.add(NodeView.of(node)));
        return nodes;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private JsonNode read(String path) {
        try {
            return json.readTree(exchange(request(path).GET()).body());
        } catch (IOException e) {
            throw new StartFailure("the API answered GET " + path + " with something that is not JSON", e);
        }
    }

    private int send(String method, String path, Map<String, Object> document) {
        try {
            var body = BodyPublishers.ofByteArray(json.writeValueAsBytes(document));
            return exchange(request(path).method(method, body)).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException("cannot write JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("X-OpenStack-Ironic-API-Version", "latest");
    }

    private HttpResponse<String> exchange(HttpRequest.Builder builder) {
        var request = builder.build();
        var what = request.method() + " " + request.uri().getPath();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 400 && answer.statusCode() != CONFLICT) {
                throw new StartFailure(
                        "the API refused " + what + " with " + answer.statusCode() + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new StartFailure("the API did not answer " + what + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted", e);
        }
    }
}
