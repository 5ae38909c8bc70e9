package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.http.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent to whichever route, nothing fails unexpectedly and the service goes on. */
class HostileRoutesIT {
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private static final int REQUESTS = 1500;
    private static final List<String> VERSIONS =
            List.of("1.1", "1.10", "1.37", "1.52", "1.60", "1.87", "1.92", "1.115", "latest", "1.116", "x");

    private static FullStack stack;
    private static List<String> idents;
    private static List<Route> routes;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        stack = FullStack.start(folder.resolve("data"));
        idents = HostileTargets.create(stack).all();
        routes = stack.routes().stream()
                .filter(route -> !route.path().equals("/v1/events/stream")) // never ends by itself
                .toList();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyRequest_isAnswered(long seed) {
        var input = new HostileInput(seed);
        for (var i = 0; i < REQUESTS; i++) {
            var route = input.any(routes);
            var path = VARIABLE.matcher(route.path())
                    .replaceAll(_ -> Matcher.quoteReplacement(input.oneIn(4) ? input.segment() : input.any(idents)));
            var body = input.body();
            var reply = stack.send(route.method(), path + input.query(), body, input.any(VERSIONS));

            assertThat(reply.text())
                    .as("seed %d, request %d: %s %s %s -> %d", seed, i, route.method(), path, body, reply.status())
                    .doesNotContain("An unexpected error occurred");
        }
        assertThat(stack.logged()).noneMatch(line -> line.contains("failed unexpectedly"));
        assertThat(stack.send("GET", "/healthcheck", "").status()).isEqualTo(200);
        assertThat(stack.send("POST", "/v1/nodes", "{\"driver\":\"fake-hardware\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aPatchOfAHundredThousandOperations_isRefusedOrDoneWithoutHarm() {
        var node = "/v1/nodes/" + created("/v1/nodes", "{\"driver\":\"fake-hardware\"}");

        assertThat(stack.send("PATCH", node, LargeBody.PATCH_BOMB.bytes(), "1.115")
                        .status())
                .isEqualTo(413);
        assertThat(stack.send("PATCH", node, LargeBody.LARGEST_PATCH.bytes(), "1.115")
                        .status())
                .isIn(200, 400);
    }

    private static String created(String path, String body) {
        var reply = stack.send("POST", path, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("uuid").asText();
    }
}
