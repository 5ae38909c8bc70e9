package dev.fettle.tools.sim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.tools.sim.web.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends single requests; headers come as name, value, name, value ... */
final class Curl implements AutoCloseable {
    private final HttpClient http;

    Curl() {
        this(HttpClient.newBuilder());
    }

    Curl(HttpClient.Builder builder) {
        this.http = builder.version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The identifier of the first message of a Redfish error. */
        String errorId() {
            return body.at("/error/@Message.ExtendedInfo/0/MessageId").asText();
        }
    }

    Answer get(String url, String... headers) throws IOException, InterruptedException {
        return send("GET", url, "", headers);
    }

    Answer post(String url, Object body, String... headers) throws IOException, InterruptedException {
        return send("POST", url, body.toString(), headers);
    }

    Answer send(String method, String url, String body, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = http.send(request.build(), BodyHandlers.ofString());
        boolean json = response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        var content = json ? Json.MAPPER.readTree(response.body()) : Json.MAPPER.missingNode();
        return new Answer(response.statusCode(), content, response);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
