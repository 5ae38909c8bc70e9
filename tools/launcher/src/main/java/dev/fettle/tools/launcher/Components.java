package dev.fettle.tools.launcher;

import dev.fettle.config.Configuration;
import dev.fettle.model.Secrets;
import java.time.Clock;

/** Wires the services: the only place that knows all of them. Each method starts one and says how to stop it. */
final class Components {
    private final Configuration config;
    private final Clock clock;

    Components(Configuration config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    static void preload(Role role) {}

    Ending openDatabase(String url) {
        throw new StartFailure("not wired " + Secrets.maskText(url) + clock + config);
    }

    Ending openTransport() {
        throw new StartFailure("not wired");
    }

    Ending startConductor() {
        throw new StartFailure("not wired");
    }

    Ending startGateway() {
        throw new StartFailure("not wired");
    }

    Ending startCallback() {
        throw new StartFailure("not wired");
    }
}
