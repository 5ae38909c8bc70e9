package dev.fettle.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.ProxyOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start of links, by configuration and headers. */
class PublicUrlTest {
    private static final Configuration BEHIND_PROXY =
            Configuration.defaults().with(ProxyOptions.ENABLE_PROXY_HEADERS_PARSING, "true");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Forwarded|proto=https;host=api.example.com|https://api.example.com",
                "Forwarded|for=1.2.3.4; Proto=https; Host=\"api.example.com:8443\", host=inner|https://api.example.com:8443",
                "Forwarded|for=1.2.3.4|http://HOST",
                "Forwarded|proto=javascript;host=a b|http://HOST",
                "X-Forwarded-Proto|https|https://HOST",
                "X-Forwarded-Host|api.example.com|http://api.example.com",
                "X-Forwarded-Host|evil/path|http://HOST",
                "X-Forwarded-Prefix|/baremetal|http://HOST/baremetal",
                "X-Forwarded-Prefix|//evil|http://HOST",
                "X-Forwarded-Prefix|/a\"b|http://HOST"
            })
    void proxyHeaders_areBelievedWhenTheyAreAddresses(String header, String value, String url) {
        try (var edge = edge(BEHIND_PROXY.with(ApiOptions.PUBLIC_ENDPOINT, "https://not.looked.at"))) {
            var host = edge.get("/").body().substring("http://".length());

            assertThat(edge.get("/", header, value).body()).isEqualTo(url.replace("HOST", host));
        }
    }

    @Test
    void proxyHeaders_areNotLookedAtByDefault() {
        try (var edge = edge(Configuration.defaults())) {
            var plain = edge.get("/").body();

            assertThat(plain).matches("http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(edge.get("/", "Forwarded", "proto=https;host=evil.example.com")
                            .body())
                    .isEqualTo(plain);
            assertThat(edge.get("/", "X-Forwarded-Host", "evil.example.com", "X-Forwarded-Prefix", "/x")
                            .body())
                    .isEqualTo(plain);
        }
    }

    @Test
    void theConfiguredAddressWins_withoutItsSlash() {
        try (var edge =
                edge(Configuration.defaults().with(ApiOptions.PUBLIC_ENDPOINT, "https://api.example.com/metal//"))) {
            assertThat(edge.get("/").body()).isEqualTo("https://api.example.com/metal");
        }
    }

    @Test
    void aHostThatIsNone_isReplacedByTheAddressAndPortThatWasAsked() {
        try (var edge = edge(Configuration.defaults())) {
            var plain = edge.get("/").body();
            var answer = edge.rawAnswer("GET / HTTP/1.1\r\nHost: bad host!\r\nConnection: close\r\n\r\n");

            assertThat(answer).endsWith("\r\n\r\n" + plain);
        }
    }

    private static EdgeTesting edge(Configuration config) {
        return new EdgeTesting(
                config,
                Authenticator.NONE,
                List.of(Route.open(
                        "GET",
                        "/",
                        request ->
                                Answer.text(200, "text/plain", request.baseUrl().getBytes(StandardCharsets.UTF_8)))));
    }
}
