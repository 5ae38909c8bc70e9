package dev.fettle.gateway.node;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.config.InspectorOptions;
import dev.fettle.db.hardware.HardwareStore;
import dev.fettle.db.node.HistoryStore;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import java.util.List;
import java.util.stream.Stream;

/** All routes of nodes and of what hangs on them. */
public final class NodeResource {
    private final Configuration config;
    private final NodeStore store;
    private final HistoryStore history;
    private final HardwareStore hardware;
    private final ResourceStore chassis;
    private final ResourceStore runbooks;
    private final ResourceStore allocations;
    private final NodeFinder finder;
    private final Conductors conductors;

    /** Only keeps what it is given. */
    public NodeResource(
            Configuration config,
            NodeStore store,
            HistoryStore history,
            HardwareStore hardware,
            ResourceStore chassis,
            ResourceStore runbooks,
            ResourceStore allocations,
            NodeFinder finder,
            Conductors conductors) {
        this.config = config;
        this.store = store;
        this.history = history;
        this.hardware = hardware;
        this.chassis = chassis;
        this.runbooks = runbooks;
        this.allocations = allocations;
        this.finder = finder;
        this.conductors = conductors;
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        var calls = new NodeCalls(finder, conductors);
        var checks = new NodeChecks(config, finder);
        var selfOwned = new SelfOwnedNodes(config);
        var created = new NewNodes(config, checks, selfOwned, conductors);
        var patches = new NodePatches(finder, checks, new OwnerChange(allocations), conductors);
        var maxLimit = config.get(ApiOptions.MAX_LIMIT);
        var nodes = new NodeRoutes(calls, store, chassis, selfOwned, created, patches, conductors::ownerOf, maxLimit);
        var states = new NodeStateRoutes(calls, conductors::ownerOf);
        var provision = new NodeProvisionRoutes(calls, new NodeRunbooks(runbooks), config);
        return Stream.of(
                        nodes.routes(),
                        new NodeChassisRoutes(nodes).routes(),
                        states.routes(),
                        provision.routes(),
                        new NodeActionRoutes(
                                        provision.route().checkedByHandler(),
                                        states.powerRoute().checkedByHandler())
                                .routes(),
                        new NodeHistoryRoutes(calls, history, maxLimit).routes(),
                        new NodeTraitRoutes(calls).routes(),
                        new NodeVifRoutes(calls).routes(),
                        new NodeBootModeRoutes(calls).routes(),
                        new NodeRaidRoutes(calls).routes(),
                        new NodeConsoleRoutes(calls).routes(),
                        new NodeIndicatorRoutes(calls).routes(),
                        new NodeMediaRoutes(calls).routes(),
                        new NodeBiosRoutes(calls, hardware.bios()).routes(),
                        new NodeFirmwareRoutes(calls, hardware.firmware()).routes(),
                        new NodeInventoryRoutes(
                                        calls, hardware.inventory(), store, config.get(InspectorOptions.DATA_BACKEND))
                                .routes(),
                        new NodeVendorRoutes(calls).routes(),
                        NodeSegmentRoutes.routes())
                .flatMap(List::stream)
                .map(route -> route.path().contains("{node}") ? route.checkedByHandler() : route)
                .toList();
    }
}
