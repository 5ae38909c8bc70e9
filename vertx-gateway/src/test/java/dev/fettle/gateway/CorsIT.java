package dev.fettle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.Configuration;
import dev.fettle.config.CorsOptions;
import dev.fettle.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A page of another origin and a service with login, as a browser would go about it. */
class CorsIT {
    private static final String PAGE = "https://horizon.example.com";

    @RegisterExtension
    static final PostgresServer POSTGRES = new PostgresServer();

    @TempDir
    static Path folder;

    private static AccessGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        var config = Configuration.defaults()
                .with(CorsOptions.ALLOWED_ORIGIN, PAGE)
                .with(CorsOptions.ALLOW_HEADERS, "Authorization");
        gateway = new AccessGateway(POSTGRES.database(), folder, config);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void preflight_needsNoLogin_andAllowsTheRequestThatFollows() {
        var preflight = gateway.gateway()
                .send(
                        "OPTIONS",
                        "/v1/nodes",
                        "",
                        "",
                        "Origin",
                        PAGE,
                        "Access-Control-Request-Method",
                        "GET",
                        "Access-Control-Request-Headers",
                        "authorization,x-openstack-ironic-api-version");

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("GET");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .isEqualTo("authorization,x-openstack-ironic-api-version");

        var list = gateway.gateway()
                .get("/v1/nodes", "1.115", "Origin", PAGE, "Authorization", AccessCaller.SYSTEM_READER.credentials());
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(list.header("Access-Control-Expose-Headers"))
                .contains("X-OpenStack-Ironic-API-Version", "-Minimum-Version", "-Maximum-Version");
    }

    @Test
    void aRefusal_canBeReadAsWell() {
        var refused = gateway.gateway().get("/v1/nodes", "1.115", "Origin", PAGE);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(gateway.gateway()
                        .get("/v1/nodes", "1.115", "Origin", "https://evil.example.com")
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }
}
