package dev.fettle.gateway;

import dev.fettle.callback.CallbackRoutes;
import dev.fettle.callback.InspectionRoutes;
import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.db.event.EventStore;
import dev.fettle.db.hardware.HardwareStore;
import dev.fettle.db.idempotency.IdempotencyStore;
import dev.fettle.db.node.HistoryStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.part.NodeParts;
import dev.fettle.db.port.PortStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.gateway.allocation.AllocationResource;
import dev.fettle.gateway.auth.Login;
import dev.fettle.gateway.discovery.HealthRoutes;
import dev.fettle.gateway.discovery.RequestMetrics;
import dev.fettle.gateway.discovery.RootRoutes;
import dev.fettle.gateway.driver.DriverCallRoutes;
import dev.fettle.gateway.driver.DriverRoutes;
import dev.fettle.gateway.events.EventStreamRoutes;
import dev.fettle.gateway.idempotency.IdempotentPosts;
import dev.fettle.gateway.member.ConductorRoutes;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.gateway.node.NodeResource;
import dev.fettle.gateway.openapi.OpenApiRoutes;
import dev.fettle.gateway.port.PortResource;
import dev.fettle.gateway.portgroup.PortgroupResource;
import dev.fettle.gateway.volume.VolumeResource;
import dev.fettle.http.EdgeOptions;
import dev.fettle.http.HttpEdge;
import dev.fettle.http.HttpListener;
import dev.fettle.http.Route;
import dev.fettle.http.RouteTable;
import dev.fettle.http.owner.Conductors;
import dev.fettle.http.owner.Membership;
import dev.fettle.transport.RpcTransport;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The REST API as a server. Owns what it starts; the database and the transport belong to whoever gave them. */
public final class GatewayServer implements AutoCloseable {
    private final Configuration config;
    private final Database database;
    private final RpcTransport transport;
    private final Membership membership;
    private final RequestMetrics metrics = new RequestMetrics();
    private final HttpListener listener = new HttpListener();
    private final Login login;
    private final List<Route> routes;
    private final HttpEdge edge;
    private volatile int port;

    /** @throws IllegalStateException when callers cannot be checked as configured; the message says why */
    public GatewayServer(Configuration config, Database database, RpcTransport transport, Clock clock) {
        this.config = config;
        this.database = database;
        this.transport = transport;
        this.membership = new Membership(config, new ConductorStore(database), transport);
        this.login = Login.of(config, clock);
        var served = build(clock);
        var posts = new IdempotentPosts(new IdempotencyStore(database), served);
        this.routes = Stream.concat(served.stream(), new OpenApiRoutes(served, ApiSchemas.BY_PATH).routes().stream())
                .map(posts::wrap)
                .toList();
        this.edge = new HttpEdge(
                listener.vertx(),
                EdgeOptions.of(config),
                new RouteTable(routes),
                login.authenticator(),
                login.policy(),
                metrics,
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

    /** All that it serves, in no order. */
    public List<Route> routes() {
        return routes;
    }

    private List<Route> build(Clock clock) {
        var nodes = new NodeStore(database);
        var ports = new PortStore(database);
        var parts = NodeParts.of(database);
        var members = new ConductorStore(database);
        var allocations = new ResourceStore(database, Resources.ALLOCATION_TABLE);
        var conductors = new Conductors(config, membership, transport);
        var finder = new NodeFinder(nodes);
        var chassis = new ResourceStore(database, Resources.CHASSIS_TABLE);
        var runbooks = new ResourceStore(database, Resources.RUNBOOK_TABLE);
        var routes = new ArrayList<Route>();
        routes.addAll(new RootRoutes().routes());
        routes.addAll(new HealthRoutes(config, transport, membership::databaseReachable).routes());
        routes.addAll(metrics.routes());
        routes.addAll(new NodeResource(
                        config,
                        nodes,
                        new HistoryStore(database),
                        HardwareStore.of(database),
                        chassis,
                        runbooks,
                        allocations,
                        finder,
                        conductors)
                .routes());
        routes.addAll(new PortResource(config, parts, finder, conductors).routes());
        routes.addAll(new PortgroupResource(config, parts, finder, conductors).routes());
        routes.addAll(new VolumeResource(config, parts, finder, conductors).routes());
        routes.addAll(new AllocationResource(
                        new ResourceStore(database, Resources.ALLOCATION_TABLE),
                        nodes,
                        finder,
                        conductors,
                        config.get(ApiOptions.MAX_LIMIT))
                .routes());
        routes.addAll(new OwnResources(config, database, chassis, runbooks).routes());
        routes.addAll(new DriverRoutes(members, conductors).routes());
        routes.addAll(new DriverCallRoutes(conductors).routes());
        routes.addAll(new ConductorRoutes(config, members).routes());
        routes.addAll(new EventStreamRoutes(new EventStore(database), finder, clock).routes());
        routes.addAll(new CallbackRoutes(config, nodes, ports, conductors).routes());
        routes.addAll(new InspectionRoutes(config, nodes, ports, conductors).routes());
        return routes;
    }

    @Override
    public void close() {
        listener.close();
        edge.close();
        login.close();
        membership.close();
        metrics.close();
    }
}
