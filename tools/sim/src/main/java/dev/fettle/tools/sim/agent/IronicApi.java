package dev.fettle.tools.sim.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.sim.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The three calls that an agent makes (contract/agent.md, sections 1 to 3), with its version rules. Blocking. */
final class IronicApi {
    private static final String VERSION_HEADER = "X-OpenStack-Ironic-API-Version";
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int FALLBACK = 31;
    private static final int LOOKUP = 62;
    private static final int HEARTBEAT = 68;

    private final HttpClient http;
    private final String url;
    private int minor;

    /** @param url without a slash at the end */
    IronicApi(HttpClient http, String url) {
        this.http = http;
        this.url = url;
    }

    /** @param body a missing node when it was no JSON */
    record Answer(int status, JsonNode body) {}

    Answer lookup(List<String> macs, @Nullable String nodeUuid) throws IOException, InterruptedException {
        String query = "?addresses=" + encoded(String.join(",", macs));
        if (nodeUuid != null) {
            query += "&node_uuid=" + encoded(nodeUuid);
        }
        return send(HttpRequest.newBuilder(URI.create(url + "/v1/lookup" + query))
                .header(VERSION_HEADER, "1." + Math.min(minor(), LOOKUP))
                .GET());
    }

    Answer heartbeat(String node, String callbackUrl, @Nullable String token, @Nullable String certificate)
            throws IOException, InterruptedException {
        int version = Math.min(minor(), HEARTBEAT);
        var body = Json.object("callback_url", callbackUrl, "agent_version", AgentSettings.VERSION);
        if (token != null) {
            body.put("agent_token", token);
        }
        if (certificate != null && version >= HEARTBEAT) {
            body.put("agent_verify_ca", certificate);
        }
        return send(HttpRequest.newBuilder(URI.create(url + "/v1/heartbeat/" + node))
                .header(VERSION_HEADER, "1." + version)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Without a version header, as the real one. */
    Answer continueInspection(String callbackUrl, JsonNode inventory) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(callbackUrl))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(inventory.toString())));
    }

    /** The minor version that the API announces; asked once. */
    private int minor() throws IOException, InterruptedException {
        if (minor == 0) {
            var answer = send(HttpRequest.newBuilder(URI.create(url + "/")).GET());
            String version =
                    answer.body().path("default_version").path("version").asText();
            minor = version.matches("1\\.[0-9]{1,4}") ? Integer.parseInt(version.substring(2)) : FALLBACK;
        }
        return minor;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        JsonNode body;
        try {
            body = Json.MAPPER.readTree(response.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException _) {
            body = Json.MAPPER.missingNode();
        }
        return new Answer(response.statusCode(), body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
