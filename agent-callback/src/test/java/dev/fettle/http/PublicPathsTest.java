package dev.fettle.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths need no login: {@code contract/policy.md} section 1. */
class PublicPathsTest {
    private static EdgeTesting edge;

    @BeforeAll
    static void start() {
        Route.Handler handler = request -> Answer.text(200, "text/plain", "in".getBytes(StandardCharsets.UTF_8));
        edge = new EdgeTesting(
                new Authenticator() {
                    @Override
                    public Identity authenticate(MultiMap headers) {
                        throw HttpProblem.auth(401, "nobody");
                    }

                    @Override
                    public boolean blocks() {
                        return false;
                    }
                },
                List.of(
                        Route.open("GET", "/", handler),
                        Route.open("GET", "/v1", handler),
                        Route.open("GET", "/v1/lookup", handler),
                        Route.open("POST", "/v1/heartbeat/{node}", handler),
                        Route.of("GET", "/v1/things", "", handler),
                        Route.of("GET", "/v1/things/{thing}", "", handler),
                        Route.plain("GET", "/healthcheck", handler)));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "GET, /v1, 200",
        "GET, /v1/, 200",
        "GET, /healthcheck, 200",
        "GET, /v1/lookup, 200",
        "GET, /v1/lookup?addresses=x, 200",
        "GET, /v1/lookup//, 200",
        "GET, /v1/lookup.json, 404",
        "GET, /v1/lookup.xml, 404",
        "DELETE, /v1/lookup, 405",
        "POST, /v1/heartbeat/1be26c0b-03f2-4d2e-ae87-c02d7f33c123, 200",
        "POST, /v1/heartbeat/node-1, 200",
        "POST, /v1/heartbeat/node-1.json, 200",
        "POST, /v1/heartbeat/Node-1, 401",
        "POST, /v1/heartbeat/node.1, 401",
        "POST, /v1/heartbeat/node_1, 401",
        "POST, /v1/heartbeat/node%2D1, 401",
        "POST, /v1/heartbeat/node-1/x, 401",
        "POST, /heartbeat/node-1, 401",
        "GET, /lookup, 401",
        "GET, /v1/lookups, 401",
        "GET, /v1/lookup.jsonx, 401",
        "GET, /v1/lookup/x, 401",
        "GET, //v1/lookup, 401",
        "GET, /v1/things/lookup, 401",
        "GET, /v1/things.json, 401",
        "GET, /nowhere, 401",
    })
    void needsALoginOrNot(String method, String path, int status) {
        assertThat(edge.send(method, path, "").statusCode()).isEqualTo(status);
    }
}
