package dev.fettle.callback;

import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.port.PortStore;
import dev.fettle.http.Authenticator;
import dev.fettle.http.EdgeOptions;
import dev.fettle.http.HttpEdge;
import dev.fettle.http.HttpListener;
import dev.fettle.http.Policy;
import dev.fettle.http.RequestObserver;
import dev.fettle.http.RouteTable;
import dev.fettle.http.owner.Conductors;
import dev.fettle.http.owner.Membership;
import dev.fettle.transport.RpcTransport;
import java.time.Clock;
import java.util.ArrayList;

/** Only what agents call, as a server of its own on the provisioning network. */
public final class CallbackServer implements AutoCloseable {
    private final Configuration config;
    private final Membership membership;
    private final HttpListener listener = new HttpListener();
    private final HttpEdge edge;
    private volatile int port;

    /** The database and the transport belong to whoever gives them. */
    public CallbackServer(Configuration config, Database database, RpcTransport transport, Clock clock) {
        this.config = config;
        this.membership = new Membership(config, new ConductorStore(database), transport);
        var nodes = new NodeStore(database);
        var ports = new PortStore(database);
        var conductors = new Conductors(config, membership, transport);
        var routes = new ArrayList<>(new CallbackRoutes(config, nodes, ports, conductors).routes());
        routes.addAll(new InspectionRoutes(config, nodes, ports, conductors).routes());
        this.edge = new HttpEdge(
                listener.vertx(),
                EdgeOptions.of(config),
                new RouteTable(routes),
                Authenticator.NONE,
                Policy.ALLOW_ALL,
                RequestObserver.NONE,
                clock);
    }

    /**
     * Starts to serve.
     *
     * @return the port that it listens on
     */
    public int start() {
        membership.start();
        var options = EdgeOptions.of(config);
        port = listener.listen(options.host(), options.port(), edge::handle);
        return port;
    }

    /** Where it listens; 0 before the start. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        listener.close();
        edge.close();
        membership.close();
    }
}
