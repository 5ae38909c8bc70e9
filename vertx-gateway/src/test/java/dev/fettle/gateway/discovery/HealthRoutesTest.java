package dev.fettle.gateway.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.config.Configuration;
import dev.fettle.config.HealthcheckOptions;
import dev.fettle.http.Route;
import dev.fettle.transport.local.LocalTransport;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {
    @Test
    void routes_serveTheHealthCheckUnlessItIsSwitchedOff() {
        assertThat(routes("true")).extracting(Route::path).containsExactly("/healthcheck");
        assertThat(routes("false")).isEmpty();
    }

    private static List<Route> routes(String enabled) {
        var config = Configuration.defaults().with(HealthcheckOptions.ENABLED, enabled);
        try (var transport = new LocalTransport(config)) {
            return new HealthRoutes(config, transport, () -> true).routes();
        }
    }
}
