package dev.fettle.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.Configuration;
import dev.fettle.config.CorsOptions;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of other origins, with nobody logged in. */
class CorsTest {
    private static final String PAGE = "https://horizon.example.com";
    private static final Configuration CONFIG =
            Configuration.defaults().with(CorsOptions.ALLOWED_ORIGIN, "https://other.example.com," + PAGE);

    @Test
    void preflight_isAnsweredBeforeAnybodyLogsIn() {
        try (var edge = edge(CONFIG)) {
            var answer = edge.send(
                    "OPTIONS",
                    "/v1/things",
                    "",
                    "Origin",
                    PAGE,
                    "Access-Control-Request-Method",
                    "PATCH",
                    "Access-Control-Request-Headers",
                    "x-auth-token, Content-Type,X-OpenStack-Ironic-API-Version");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
            assertThat(cors(answer))
                    .containsExactly(
                            "access-control-allow-credentials: true",
                            "access-control-allow-headers: x-auth-token,Content-Type,X-OpenStack-Ironic-API-Version",
                            "access-control-allow-methods: PATCH",
                            "access-control-allow-origin: " + PAGE,
                            "access-control-max-age: 3600",
                            "vary: Origin");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example.com,GET,Content-Type",
        "https://horizon.example.com:8443,GET,Content-Type",
        "https://horizon.example.com,TRACE,Content-Type",
        "https://horizon.example.com,GET,X-Other",
        "null,GET,Content-Type"
    })
    void preflight_ofWhatIsNotAllowed_saysNothing(String origin, String method, String header) {
        try (var edge = edge(CONFIG)) {
            var answer = edge.send(
                    "OPTIONS",
                    "/v1/things",
                    "",
                    "Origin",
                    origin,
                    "Access-Control-Request-Method",
                    method,
                    "Access-Control-Request-Headers",
                    header);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(cors(answer)).containsExactly("vary: Origin");
        }
    }

    @Test
    void options_withoutAPreflight_isAnEmptyAnswer() {
        try (var edge = edge(CONFIG)) {
            var answer = edge.send("OPTIONS", "/v1/nonesuch", "", "Origin", PAGE);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(cors(answer)).containsExactly("vary: Origin");
        }
    }

    @Test
    void everyAnswerToAnAllowedPage_canBeRead() {
        try (var edge = edge(CONFIG)) {
            for (var path : List.of("/", "/v1/things", "/v1/nonesuch")) {
                assertThat(cors(edge.get(path, "Origin", PAGE)))
                        .as(path)
                        .containsExactly(
                                "access-control-allow-credentials: true",
                                "access-control-allow-origin: " + PAGE,
                                "access-control-expose-headers: X-OpenStack-Ironic-API-Maximum-Version,"
                                        + "X-OpenStack-Ironic-API-Minimum-Version,X-OpenStack-Ironic-API-Version",
                                "vary: Origin");
            }
            assertThat(cors(edge.get("/", "Origin", "https://evil.example.com")))
                    .containsExactly("vary: Origin");
            assertThat(cors(edge.get("/"))).containsExactly("vary: Origin");
        }
    }

    @Test
    void everythingCanBeConfigured() {
        var config = Configuration.defaults()
                .with(CorsOptions.ALLOWED_ORIGIN, "*")
                .with(CorsOptions.ALLOW_CREDENTIALS, "false")
                .with(CorsOptions.EXPOSE_HEADERS, "Date")
                .with(CorsOptions.MAX_AGE, "0")
                .with(CorsOptions.ALLOW_METHODS, "TRACE")
                .with(CorsOptions.ALLOW_HEADERS, "X-Other");
        try (var edge = edge(config)) {
            var preflight = edge.send(
                    "OPTIONS",
                    "/",
                    "",
                    "Origin",
                    PAGE,
                    "Access-Control-Request-Method",
                    "TRACE",
                    "Access-Control-Request-Headers",
                    "x-other");

            assertThat(cors(preflight))
                    .containsExactly(
                            "access-control-allow-headers: x-other",
                            "access-control-allow-methods: TRACE",
                            "access-control-allow-origin: *",
                            "vary: Origin");
            assertThat(cors(edge.get("/", "Origin", PAGE)))
                    .containsExactly(
                            "access-control-allow-origin: *", "access-control-expose-headers: Date", "vary: Origin");
        }
    }

    @Test
    void offByDefault() {
        try (var edge = edge(Configuration.defaults())) {
            assertThat(cors(edge.get("/", "Origin", PAGE))).isEmpty();
            var options =
                    edge.send("OPTIONS", "/v1/things", "", "Origin", PAGE, "Access-Control-Request-Method", "GET");
            assertThat(options.statusCode()).isEqualTo(401); // asked to log in, like any other request
            assertThat(cors(options)).isEmpty();
        }
    }

    private static EdgeTesting edge(Configuration config) {
        return new EdgeTesting(
                config,
                EdgeTesting.LOCKED,
                List.of(
                        Route.open("GET", "/", _ -> Answer.empty(204)),
                        Route.of("GET", "/v1/things", "", _ -> Answer.empty(204))));
    }

    /** What concerns browsers, sorted. */
    private static List<String> cors(HttpResponse<String> answer) {
        return new TreeMap<>(answer.headers().map())
                .entrySet().stream()
                        .filter(header -> header.getKey().startsWith("access-control-")
                                || header.getKey().equals("vary"))
                        .map(header -> header.getKey() + ": " + String.join("; ", header.getValue()))
                        .toList();
    }
}
