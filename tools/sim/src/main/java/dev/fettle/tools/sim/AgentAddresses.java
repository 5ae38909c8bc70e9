package dev.fettle.tools.sim;

import dev.fettle.tools.sim.agent.AgentLab;
import dev.fettle.tools.sim.agent.AgentLab.Exposure;
import dev.fettle.tools.sim.machine.SimulatedMachine;
import dev.fettle.tools.sim.web.Handler;
import dev.fettle.tools.sim.web.HttpListener;
import dev.fettle.tools.sim.web.Reply;
import dev.fettle.tools.sim.web.Request;
import java.io.IOException;
import java.net.BindException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where agents serve: a port each, the same one after each boot, or a path each on the shared port. */
final class AgentAddresses implements AgentLab.AgentHost, AutoCloseable {
    static final String PATH = "/agents/";

    private final String host;
    private final @Nullable Certificate certificate;
    private final boolean ports;
    private final Map<String, Integer> portOf = new ConcurrentHashMap<>();
    private final Map<String, Handler> shared = new ConcurrentHashMap<>();
    private final Set<HttpListener> open = ConcurrentHashMap.newKeySet();
    private volatile String sharedUrl = "";

    /** @param certificate null for plain HTTP */
    AgentAddresses(String host, @Nullable Certificate certificate, boolean ports) {
        this.host = host;
        this.certificate = certificate;
        this.ports = ports;
    }

    void shareAt(String url) {
        sharedUrl = url;
    }

    @Override
    public Exposure expose(SimulatedMachine machine, Handler commands) throws IOException {
        return ports ? onPort(machine.id(), commands) : onPath(machine.id(), commands);
    }

    /** Answers a request below {@link #PATH}; a machine whose agent does not run resets the connection. */
    Reply handle(String machineId, Request request) throws InterruptedException {
        var commands = shared.get(machineId);
        return commands == null ? Reply.HANG_UP : commands.handle(request);
    }

    @Override
    public void close() {
        open.forEach(HttpListener::close);
    }

    private Exposure onPort(String id, Handler commands) throws IOException {
        var tls = certificate == null ? null : certificate.context();
        var listener = listen(portOf.getOrDefault(id, 0), tls, commands);
        open.add(listener);
        portOf.put(id, listener.port());
        return new Exposed((tls == null ? "http://" : "https://") + host + ":" + listener.port(), () -> {
            open.remove(listener);
            listener.close();
        });
    }

    private HttpListener listen(int wanted, @Nullable SSLContext tls, Handler commands) throws IOException {
        try {
            return HttpListener.open(host, wanted, tls, commands);
        } catch (BindException _) { // somebody took the port while the machine was off
            return HttpListener.open(host, 0, tls, commands);
        }
    }

    private Exposure onPath(String id, Handler commands) {
        shared.put(id, commands);
        return new Exposed(sharedUrl + PATH + id, () -> shared.remove(id, commands));
    }

    private record Exposed(String url, Runnable end) implements Exposure {
        @Override
        public void close() {
            end.run();
        }
    }
}
