package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.gateway.GatewayTesting.Reply;
import dev.fettle.http.Route;
import dev.fettle.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: {@code access/matrix.tsv}, written down from {@code contract/policy.md}, against the gateway. */
class AccessMatrixIT {
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

    static List<AccessRow> rows() {
        return AccessRow.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyCallerIsLetInOrRefusedAsTheTableSays(AccessRow row) {
        var softly = new SoftAssertions();
        row.expected().forEach((caller, expected) -> {
            var filled = fixtures.fill(row.path() + row.query(), row.body());
            var reply = gateway.send(caller, row.method(), filled.path(), filled.body());
            softly.assertThat(seen(expected, row, reply))
                    .as(caller.word() + ": " + reply.status() + " " + reply.text())
                    .isEqualTo(expected);
        });
        var filled = fixtures.fill(row.path() + row.query(), row.body());
        softly.assertThat(gateway.gateway()
                        .send(row.method(), filled.path(), AccessGateway.NEWEST, filled.body())
                        .status())
                .as("without a login")
                .isEqualTo(401);
        softly.assertAll();
    }

    @Test
    void everyRouteHasARow() {
        var covered =
                rows().stream().map(row -> row.method() + " " + row.path()).collect(Collectors.toSet());
        var missing = new TreeSet<String>();
        for (var route : gateway.gateway().routes()) {
            var name = route.method() + " " + route.path();
            if (!covered.contains(name) && route.access() == Route.Access.API && !absent(route)) {
                missing.add(name + "   (" + route.rule() + ")");
            }
        }
        assertThat(missing).as("routes without a row in access/matrix.tsv").isEmpty();
    }

    @Test
    void everyRowHasARoute() {
        var routes = gateway.gateway().routes().stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toSet());
        assertThat(rows()).allSatisfy(row -> assertThat(routes).contains(row.method() + " " + row.path()));
    }

    /** Paths that are held free for what is not there, or that is done elsewhere, tell everybody so. */
    private static boolean absent(Route route) {
        var path = route.path().replaceAll("\\{[^}]*}", "none");
        if (route.path().startsWith("/v1/nodes/{node}")) {
            path = fixtures.fill(route.path().replaceAll("(?<=/v1/nodes/\\{node}.{0,60})\\{[^}]*}", "none"), "")
                    .path();
        }
        var reply = gateway.send(AccessCaller.SYSTEM_ADMIN, route.method(), path, "");
        return reply.status() == 404 && reply.text().contains("\\\"code\\\"")
                || reply.status() == 400 && reply.text().contains("Malformed request URI");
    }

    /** The reply in the words of the table. */
    private static String seen(String expected, AccessRow row, Reply reply) {
        var status = reply.status();
        return switch (expected) {
            case "+" -> {
                // a call that the test's conductor does not know has passed all checks of the gateway
                var passed = !Set.of(401, 403, 404, 500).contains(status)
                        || reply.text().contains("does not support RPC method");
                yield passed ? "+" : Integer.toString(status);
            }
            case "all", "own", "none" -> {
                if (status != 200) {
                    yield Integer.toString(status);
                }
                var mine = fixtures.showsOwn(row.collection(), reply.text());
                var others = fixtures.showsForeign(row.collection(), reply.text());
                yield others ? mine ? "all" : "foreign only" : mine ? "own" : "none";
            }
            default -> Integer.toString(status);
        };
    }
}
