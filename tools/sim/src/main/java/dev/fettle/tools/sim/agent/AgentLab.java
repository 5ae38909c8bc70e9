package dev.fettle.tools.sim.agent;

import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Handler;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What all agents of a fleet share.
 *
 * @param certificate PEM of the certificate that agents serve with, null without TLS
 */
public record AgentLab(
        AgentSettings settings,
        HttpClient http,
        Clock clock,
        AgentHost host,
        @Nullable String certificate) {

    /** Gives agents an address. */
    @FunctionalInterface
    public interface AgentHost {
        Exposure expose(SimulatedMachine machine, Handler commands) throws IOException;
    }

    /** An address that answers until it is closed. */
    public interface Exposure extends AutoCloseable {
        /** Without a slash at the end. */
        String url();

        @Override
        void close();
    }
}
