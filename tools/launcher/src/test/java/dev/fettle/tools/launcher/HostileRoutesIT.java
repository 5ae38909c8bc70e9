package dev.fettle.tools.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.http.Route;
import java.nio.charset.StandardCharsets;
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
        var node = created("/v1/nodes", "{\"driver\":\"fake-hardware\",\"name\":\"hostile\"}");
        idents = List.of(
                node,
                "hostile",
                created("/v1/ports", "{\"node_uuid\":\"%s\",\"address\":\"52:54:00:00:00:01\"}".formatted(node)),
                created("/v1/portgroups", "{\"node_uuid\":\"%s\"}".formatted(node)),
                created("/v1/chassis", "{}"),
                created(
                        "/v1/volume/targets",
                        "{\"node_uuid\":\"%s\",\"volume_type\":\"iscsi\",\"boot_index\":0,\"volume_id\":\"v\"}"
                                .formatted(node)),
                created("/v1/allocations", "{\"resource_class\":\"none\"}"),
                "fake-hardware",
                "cond-1");
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
        var operation = "{\"op\":\"add\",\"path\":\"/extra/a\",\"value\":1}";
        var node = "/v1/nodes/" + created("/v1/nodes", "{\"driver\":\"fake-hardware\"}");
        var bomb = "[" + (operation + ",").repeat(99_999) + operation + "]";
        assertThat(stack.send("PATCH", node, bomb).status()).isEqualTo(413);

        var fits = "[" + (operation + ",").repeat(19_999) + operation + "]";
        assertThat(stack.send("PATCH", node, fits).status()).isIn(200, 400);
    }

    @Test
    void textThatIsNoUtf8_is400() {
        var body = "{\"driver\":\"fake-hardware\",\"extra\":{\"a\":\"X\"}}".getBytes(StandardCharsets.ISO_8859_1);
        body[body.length - 4] = (byte) 0xff;

        assertThat(stack.send("POST", "/v1/nodes", body, "1.115").status()).isEqualTo(400);
    }

    private static String created(String path, String body) {
        var reply = stack.send("POST", path, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json().get("uuid").asText();
    }
}
