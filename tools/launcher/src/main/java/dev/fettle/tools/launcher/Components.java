package dev.fettle.tools.launcher;

import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.model.FaultException;
import dev.fettle.transport.RpcTransport;
import dev.fettle.transport.connect.Transports;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wires the services: the only place that knows all of them. Each method starts one and says how to stop it; they are called in the order
 * in which they stand here.
 */
final class Components {
    private static final Logger LOG = LoggerFactory.getLogger(Components.class);

    private final Configuration config;
    private final Clock clock;
    private @Nullable Database database;
    private @Nullable RpcTransport transport;

    Components(Configuration config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** @throws StartFailure when the database does not answer within {@code [database] connection_timeout} */
    Ending openDatabase(String url) {
        var opened = Database.open(url, config);
        try {
            LOG.debug("opening {}", withoutParameters(url));
            opened.migrate();
        } catch (FaultException e) {
            opened.close();
            throw new StartFailure(
                    "cannot use the database " + withoutParameters(url) + ": " + e.getMessage()
                            + "; check that it runs, and user and password in --db or [database] connection",
                    e);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        database = opened;
        return _ -> opened.close();
    }

    Ending openTransport() {
        var opened = Transports.open(config);
        transport = opened;
        return _ -> opened.close();
    }

    @SuppressWarnings("DoNotCallSuggester")
    Ending startConductor() {
        throw new StartFailure("not wired at " + clock.instant()
                + opened(database).answers() + opened(transport).healthy());
    }

    @SuppressWarnings("DoNotCallSuggester")
    Ending startGateway() {
        throw new StartFailure("not wired");
    }

    @SuppressWarnings("DoNotCallSuggester")
    Ending startCallback() {
        throw new StartFailure("not wired");
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
