package dev.fettle.gateway.port;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.part.NodeParts;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.gateway.part.PartAccess;
import dev.fettle.gateway.part.PartFinder;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import java.util.List;
import java.util.stream.Stream;

/** All routes of ports. */
public final class PortResource {
    private final Configuration config;
    private final NodeParts parts;
    private final NodeFinder nodes;
    private final Conductors conductors;

    /** Only keeps what it is given. */
    public PortResource(Configuration config, NodeParts parts, NodeFinder nodes, Conductors conductors) {
        this.config = config;
        this.parts = parts;
        this.nodes = nodes;
        this.conductors = conductors;
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        var ports = parts.ports().reads();
        var portgroups = parts.portgroups().reads();
        var access = new PartAccess(nodes);
        var answers =
                new ResourceAnswers("ports", "ports", PortFieldTable.FIELDS, ports, config.get(ApiOptions.MAX_LIMIT));
        var lists = new PortListRoutes(answers, access, PartFinder.byIdent(portgroups, nodes));
        var single = new PortRoutes(
                answers,
                PartFinder.byIdent(ports, nodes),
                PartFinder.byUuid(ports, nodes),
                new PortWrites(portgroups, access, conductors));
        return Stream.concat(lists.routes().stream(), single.routes().stream()).toList();
    }
}
