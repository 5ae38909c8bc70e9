package dev.fettle.conductor;

import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.model.provision.Transition;
import dev.fettle.transport.RpcTransport;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** A conductor that tells of every move from one provision state to another. */
public final class RecordedConductor {
    private final ConductorServer server;

    public RecordedConductor(
            Configuration config, Database database, RpcTransport transport, Consumer<Transition> moves) {
        server = new ConductorServer(config, database, transport, Clock.systemUTC(), moves);
    }

    public void start() {
        server.start();
    }

    public void stop() {
        server.stop(Duration.ofSeconds(5));
    }
}
