package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.http.Route;
import dev.fettle.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An argument in the query that nobody knows is told, whatever the route: {@code contract/resources.md} section 1. */
class UnknownArgumentsIT {
    /** Their queries are ignored, says {@code contract/endpoints.tsv}; or they are none of the API. */
    private static final Set<String> IGNORED = Set.of(
            "GET /v1/nodes/{node}/management/indicators",
            "GET /v1/shards",
            "GET /healthcheck",
            "GET /metrics",
            "GET /v1/openapi.json");

    private static final String STREAM = "/v1/events/stream"; // without a query it never ends

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    static Path folder;

    private static AccessGateway gateway;
    private static AccessFixtures fixtures;

    @BeforeAll
    static void start() throws IOException {
        gateway = new AccessGateway(POSTGRES.database(), folder);
        fixtures = new AccessFixtures(POSTGRES.database());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void everyRouteRefusesThem_unlessItRefusesTheRequestAnyhow() {
        var asked = 0;
        for (var route : routes()) {
            var body = body(route.method());
            var reply = send(route, "?nonesuch=1", body);
            if (!reply.text().contains("Unexpected arguments: nonesuch")) {
                var without = send(route, "", body);
                assertThat(without.status())
                        .as("%s %s: %s", route.method(), route.path(), reply.text())
                        .isGreaterThanOrEqualTo(400)
                        .isEqualTo(reply.status());
            } else {
                assertThat(reply.status()).isEqualTo(400);
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(100);
    }

    private static List<Route> routes() {
        return gateway.gateway().routes().stream()
                .filter(route -> !IGNORED.contains(route.method() + " " + route.path()))
                .filter(route -> !route.path().equals(STREAM))
                .toList();
    }

    private static GatewayTesting.Reply send(Route route, String query, String body) {
        var path = fixtures.fill(route.path().replaceAll("\\{(part|ident)}", "x"), "")
                .path();
        return gateway.send(AccessCaller.SYSTEM_ADMIN, route.method(), path + query, body);
    }

    private static String body(String method) {
        return switch (method) {
            case "PATCH" -> "[]";
            case "POST" -> "{}";
            default -> "";
        };
    }
}
