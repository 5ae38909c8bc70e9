package dev.fettle.tools.launcher;

import dev.fettle.callback.CallbackServer;
import dev.fettle.conductor.ConductorServer;
import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.gateway.GatewayServer;
import dev.fettle.model.FaultException;
import dev.fettle.tools.launcher.start.StartFailure;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.connect.Transports;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the services: the only place that knows all of them. Each method starts one and notes how it is stopped; they are called in
 * the order in which they stand here.
 */
final class Components {
    private static final Logger LOG = LoggerFactory.getLogger(Components.class);

    private final Configuration config;
    private final Clock clock;
    private final Endings endings;
    private @Nullable Database database;
    private @Nullable RpcTransport transport;

    Components(Configuration config, Clock clock, Endings endings) {
        this.config = config;
        this.clock = clock;
        this.endings = endings;
    }

    /** @throws StartFailure when the database does not answer within {@code [database] connection_timeout} */
    void openDatabase(String url) {
        LOG.debug("opening {}", withoutParameters(url));
        var opened = Database.open(url, config);
        endings.add("database", _ -> opened.close());
        try {
            opened.migrate();
        } catch (FaultException e) {
            throw new StartFailure(
                    "cannot use the database " + withoutParameters(url) + ": " + e.getMessage()
                            + "; check that it runs, and user and password in --db or [database] connection",
                    e);
        }
        database = opened;
    }

    void openTransport() {
        var opened = Transports.open(config);
        endings.add("transport", _ -> opened.close());
        transport = opened;
    }

    /** Returns when it takes requests. */
    void startConductor() {
        var conductor = new ConductorServer(config, opened(database), opened(transport), clock);
        endings.add("conductor", conductor::stop);
        conductor.start();
    }

    void startGateway() {
        var gateway = new GatewayServer(config, opened(database), opened(transport), clock);
        endings.add("gateway", _ -> gateway.close());
        gateway.start();
    }

    void startCallback() {
        var callback = new CallbackServer(config, opened(database), opened(transport), clock);
        endings.add("callback", _ -> callback.close());
        callback.start();
    }

    private static String withoutParameters(String url) {
        return url.replaceFirst("[?].*", "");
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("called out of order");
        }
        return part;
    }
}
