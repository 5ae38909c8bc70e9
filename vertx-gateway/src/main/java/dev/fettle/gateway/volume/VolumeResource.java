package dev.fettle.gateway.volume;

import static dev.fettle.http.Route.Refusal.HIDDEN;
import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.part.NodePartStore;
import dev.fettle.db.part.NodeParts;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Links;
import dev.fettle.gateway.node.NodeFinder;
import dev.fettle.gateway.part.PartAccess;
import dev.fettle.gateway.part.PartFinder;
import dev.fettle.gateway.part.PartWrites;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.gateway.resource.ResourceDocument;
import dev.fettle.http.Answer;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.Target;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.patch.VolumeConnectorDocument;
import dev.fettle.model.patch.VolumeTargetDocument;
import dev.fettle.model.volume.VolumeConnector;
import dev.fettle.model.volume.VolumeTarget;
import dev.fettle.rpc.volume.DestroyVolumeConnector;
import dev.fettle.rpc.volume.DestroyVolumeTarget;
import dev.fettle.rpc.volume.PatchVolumeConnector;
import dev.fettle.rpc.volume.PatchVolumeTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All routes of volume connectors and targets, and of the links to them. */
public final class VolumeResource {
    static final int SINCE = 32;
    static final String VIEW_PROPERTIES = "baremetal:volume:view_target_properties";

    private static final String RULE = "baremetal:volume:get";

    private final Configuration config;
    private final NodeParts parts;
    private final NodeFinder nodes;
    private final Conductors conductors;
    private final PartAccess access;

    /** Only keeps what it is given. */
    public VolumeResource(Configuration config, NodeParts parts, NodeFinder nodes, Conductors conductors) {
        this.config = config;
        this.parts = parts;
        this.nodes = nodes;
        this.conductors = conductors;
        this.access = new PartAccess(nodes);
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.of("GET", "/v1/volume", RULE, request -> links(request, "volume/"))
                .withoutQuery()
                .since(SINCE, NOT_FOUND));
        routes.add(Route.of("GET", "/v1/nodes/{node}/volume", RULE, this::linksOfNode)
                .withoutQuery()
                .checkedByHandler()
                .since(SINCE, HIDDEN));
        routes.addAll(connectors().routes());
        routes.addAll(targets().routes());
        return routes;
    }

    private VolumeRoutes connectors() {
        var store = parts.connectors();
        var document = new ResourceDocument(
                VolumeFieldTables.CONNECTOR,
                VolumeConnectorDocument.RULES,
                VolumeConnectorDocument.PATCHES,
                Set.of("node_uuid", "type", "connector_id"));
        var calls = new PartWrites.Calls<>(
                PatchVolumeConnector::new,
                VolumeConnector::values,
                part -> new DestroyVolumeConnector(new VolumeConnector(part)));
        var answers = answers("connectors", VolumeFieldTables.CONNECTOR, store);
        return new VolumeRoutes(
                "connectors",
                access,
                PartFinder.byUuid(store.reads(), nodes),
                document,
                new PartWrites<>(store, access, document, conductors, calls),
                _ -> answers);
    }

    private VolumeRoutes targets() {
        var store = parts.targets();
        var document = new ResourceDocument(
                VolumeFieldTables.TARGET,
                VolumeTargetDocument.RULES,
                VolumeTargetDocument.PATCHES,
                Set.of("node_uuid", "volume_type", "boot_index", "volume_id"));
        var calls = new PartWrites.Calls<>(
                PatchVolumeTarget::new, VolumeTarget::values, part -> new DestroyVolumeTarget(new VolumeTarget(part)));
        var whole = answers("targets", VolumeFieldTables.TARGET, store);
        var redacted = answers("targets", VolumeFieldTables.REDACTED_TARGET, store);
        return new VolumeRoutes(
                "targets",
                access,
                PartFinder.byUuid(store.reads(), nodes),
                document,
                new PartWrites<>(store, access, document, conductors, calls),
                request -> request.may(VIEW_PROPERTIES, Target.NONE) ? whole : redacted);
    }

    private ResourceAnswers answers(String name, FieldSet fields, NodePartStore store) {
        return new ResourceAnswers("volume/" + name, name, fields, store.reads(), config.get(ApiOptions.MAX_LIMIT));
    }

    private Answer linksOfNode(Request request) {
        nodes.inPath(request);
        return links(request, "nodes/" + request.variable("node") + "/volume/");
    }

    private static Answer links(Request request, String path) {
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeFieldName("links");
            Links.pair(out, request.baseUrl(), path);
            for (var name : List.of("connectors", "targets")) {
                out.writeFieldName(name);
                Links.pair(out, request.baseUrl(), path + name);
            }
            out.writeEndObject();
        });
    }
}
