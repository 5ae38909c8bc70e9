package dev.fettle.gateway.discovery;

import dev.fettle.config.Configuration;
import dev.fettle.config.HealthcheckOptions;
import dev.fettle.http.Answer;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.transport.RpcTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** {@code /healthcheck}: whether this process can serve, without authentication and versions, unless {@code [healthcheck]enabled} is off. */
public final class HealthRoutes {
    private final boolean enabled;
    private final RpcTransport transport;
    private final BooleanSupplier database;

    /** @param database whether it was reached lately; asked without blocking */
    public HealthRoutes(Configuration config, RpcTransport transport, BooleanSupplier database) {
        this.enabled = config.get(HealthcheckOptions.ENABLED);
        this.transport = transport;
        this.database = database;
    }

    /** @return the row of the health check; none when it is switched off */
    public List<Route> routes() {
        return enabled ? List.of(Route.plain("GET", "/healthcheck", this::health)) : List.of();
    }

    private Answer health(Request request) {
        var reasons = new ArrayList<String>();
        if (!database.getAsBoolean()) {
            reasons.add("the database does not answer");
        }
        if (!transport.healthy()) {
            reasons.add("the message bus does not answer");
        }
        var text = reasons.isEmpty() ? "OK" : String.join("; ", reasons);
        return Answer.text(
                reasons.isEmpty() ? 200 : 503,
                "text/plain; charset=utf-8",
                (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
