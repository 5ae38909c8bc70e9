package dev.fettle.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.http.Route;
import dev.fettle.model.conductor.HardwareInterface;
import dev.fettle.transport.local.LocalTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A gateway on a free port with a conductor of the test behind the local transport. */
final class GatewayTesting implements AutoCloseable {
    static final String HOST = "cond-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalTransport transport;
    private final GatewayServer server;
    private final TestConductor conductor;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    GatewayTesting(Database database) {
        this(database, Configuration.defaults());
    }

    GatewayTesting(Database database, Configuration config) {
        this(database, config, Clock.systemUTC());
    }

    GatewayTesting(Database database, Configuration config, Clock clock) {
        var whole = config.with(ApiOptions.PORT, "0");
        transport = new LocalTransport(whole);
        conductor = new TestConductor(database);
        transport.serve(HOST, conductor.handlers());
        new ConductorStore(database)
                .register(
                        HOST,
                        UUID.randomUUID(),
                        "",
                        List.of(
                                new HardwareInterface("fake-hardware", "power", "fake", true),
                                new HardwareInterface("fake-hardware", "deploy", "direct", true),
                                new HardwareInterface("fake-hardware", "deploy", "fake", false)),
                        Duration.ofHours(1));
        server = new GatewayServer(whole, database, transport, clock);
        url = "http://127.0.0.1:" + server.start();
    }

    String url() {
        return url;
    }

    List<Route> routes() {
        return server.routes();
    }

    TestConductor conductor() {
        return conductor;
    }

    Reply get(String path, String version, String... headers) {
        return send("GET", path, version, "", headers);
    }

    Reply send(String method, String path, String version, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!version.isEmpty()) {
            request.header("X-OpenStack-Ironic-API-Version", version);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Reply(client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A document to compare with: the order of keys is nobody's promise. */
    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    /** An answer and ways to look into it. */
    record Reply(HttpResponse<String> http) {
        int status() {
            return http.statusCode();
        }

        String text() {
            return http.body();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return tree(http.body());
        }

        /** Text of an error in the fault form. */
        String fault() {
            return tree(json().get("error_message").asText())
                    .path("faultstring")
                    .asText();
        }
    }

    @Override
    public void close() {
        server.close();
        transport.close();
        client.close();
    }
}
