package dev.fettle.gateway.port;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.port.PortStore;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.gateway.node.ParentNodes;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import java.util.List;
import java.util.stream.Stream;

/** All routes of ports. */
public final class PortResource {
    private final Configuration config;
    private final PortStore store;
    private final NodeFinder nodes;
    private final Conductors conductors;

    /** Only keeps what it is given. */
    public PortResource(Configuration config, PortStore store, NodeFinder nodes, Conductors conductors) {
        this.config = config;
        this.store = store;
        this.nodes = nodes;
        this.conductors = conductors;
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        var finder = new PortFinder(store, nodes);
        return Stream.of(
                        new PortListRoutes(store, nodes, config.get(ApiOptions.MAX_LIMIT)).routes(),
                        new PortRoutes(finder, new PortWrites(finder, new ParentNodes("port", nodes), conductors))
                                .routes())
                .flatMap(List::stream)
                .toList();
    }
}
