package dev.fettle.gateway.node;

import static dev.fettle.http.Route.Refusal.NOT_ACCEPTABLE;

import dev.fettle.db.node.NodeFilter;
import dev.fettle.db.node.NodeQuery;
import dev.fettle.db.node.NodeStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.access.ListAccess;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Page;
import dev.fettle.gateway.field.View;
import dev.fettle.gateway.field.Visibility;
import dev.fettle.http.Answer;
import dev.fettle.http.HttpProblem;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.Target;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.rpc.node.DestroyNode;
import dev.fettle.rpc.node.DestroyNodeIf;
import dev.fettle.rpc.node.ValidateNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nodes: list, show, create, change, delete, validate. */
public final class NodeRoutes {
    private static final Set<String> LIST_ARGUMENTS = Stream.of(Page.ARGUMENTS, NodeFilters.ARGUMENTS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> DEFAULT_LIST_ARGUMENTS = Stream.concat(
                    LIST_ARGUMENTS.stream(), Stream.of("fields", "detail"))
            .collect(Collectors.toUnmodifiableSet());

    private final NodeCalls calls;
    private final NodeStore store;
    private final ResourceStore chassis;
    private final SelfOwnedNodes selfOwned;
    private final NewNodes created;
    private final NodePatches patches;
    private final View.Owners owners;
    private final int maxLimit;

    NodeRoutes(
            NodeCalls calls,
            NodeStore store,
            ResourceStore chassis,
            SelfOwnedNodes selfOwned,
            NewNodes created,
            NodePatches patches,
            View.Owners owners,
            int maxLimit) {
        this.calls = calls;
        this.store = store;
        this.chassis = chassis;
        this.selfOwned = selfOwned;
        this.created = created;
        this.patches = patches;
        this.owners = owners;
        this.maxLimit = maxLimit;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/v1/nodes", "baremetal:node:list_all", request -> list(request, false))
                        .checkedByHandler(),
                Route.of("GET", "/v1/nodes/detail", "baremetal:node:list_all", request -> list(request, true))
                        .checkedByHandler(),
                Route.of("POST", "/v1/nodes", "baremetal:node:create", this::create)
                        .checkedByHandler(),
                Route.of("PATCH", "/v1/nodes", "baremetal:node:update", NodeRoutes::withoutIdent),
                Route.of("DELETE", "/v1/nodes", "baremetal:node:delete", NodeRoutes::withoutIdent),
                Route.of("GET", "/v1/nodes/validate", "baremetal:node:validate", this::validateArgument)
                        .checkedByHandler(),
                Route.of("GET", "/v1/nodes/{node}", "baremetal:node:get", this::show),
                Route.of("GET", "/v1/nodes/{node}/{field}", "baremetal:node:get", this::showField)
                        .withoutQuery(),
                Route.of("GET", "/v1/nodes/{node}/detail", "baremetal:node:get", this::absent)
                        .checkedByHandler(),
                Route.of("DELETE", "/v1/nodes/{node}/{field}", "baremetal:node:delete", this::absent)
                        .checkedByHandler(),
                Route.of("PATCH", "/v1/nodes/{node}", "baremetal:node:update", this::patch),
                Route.of("DELETE", "/v1/nodes/{node}", "baremetal:node:delete", this::delete)
                        .withoutQuery(),
                Route.of("GET", "/v1/nodes/{node}/validate", "baremetal:node:validate", this::validate)
                        .withoutQuery()
                        .since(1, NOT_ACCEPTABLE));
    }

    private Answer list(Request request, boolean detail) {
        return list(request, detail, Optional.empty());
    }

    /** @param inChassis only nodes of that chassis, which the path names */
    Answer list(Request request, boolean detail, Optional<UUID> inChassis) {
        var query = request.query(detail ? LIST_ARGUMENTS : DEFAULT_LIST_ARGUMENTS);
        var project = ListAccess.project(request, "node", query.text("project"));
        var page = Page.of(query, NodeFieldTable.FIELDS, request.version(), detail, maxLimit)
                .echoing(NodeFilters.echoed(query));
        var conductor = query.text("conductor");
        if (conductor.isPresent()) {
            FieldSet.gate(49, request.version());
        }
        var filters = NodeFilters.of(query, request.version(), detail);
        inChassis.ifPresent(uuid -> filters.ifPresent(all -> all.add(NodeFilters.ofChassis(uuid))));
        inChassis.ifPresent(this::requireChassis);
        query.uuid("chassis_uuid").ifPresent(this::requireChassis);
        project.ifPresent(own -> {
            filters.ifPresent(all -> all.add(new NodeFilter.OwnerOrLessee(own)));
            page.marker().ifPresent(marker -> checkMarker(request, marker));
        });
        var view = view(request);
        var needed = new HashSet<Field<?>>(page.selection().columns());
        needed.add(NodeFields.UUID);
        if (conductor.isPresent()) {
            needed.addAll(List.of(NodeFields.DRIVER, NodeFields.CONDUCTOR_GROUP));
        }
        if (view.visibility().filter(Visibility::perNode).isPresent()) {
            NodeRedaction.checkSortKey(request, page.sortKey(), listed(project, query.text("owner")));
            needed.addAll(List.of(NodeFields.OWNER, NodeFields.LESSEE));
        }
        var paged = !query.has("instance_uuid");
        return Answer.ok(out -> {
            var count = new ListState();
            out.writeStartObject();
            out.writeArrayFieldStart("nodes");
            if (filters.isPresent()) {
                var nodes = new NodeQuery(
                        filters.get(),
                        needed,
                        page.sortKey(),
                        page.descending(),
                        page.marker().orElse(null),
                        page.limit());
                store.stream(nodes, JsonOut.each(node -> {
                    if (conductor.isEmpty() || conductor.equals(owners.ownerOf(node))) {
                        page.selection().write(out, node.values(), view);
                        count.add(node);
                    }
                }));
            }
            out.writeEndArray();
            if (paged && count.size == page.limit() && count.last != null) {
                out.writeStringField(
                        "next",
                        page.next(view.baseUrl(), "nodes", count.last.uuid().toString()));
            }
            out.writeEndObject();
        });
    }

    /** What a list shows to whom the fields of some nodes are hidden. */
    private static Stream<Target> listed(Optional<String> project, Optional<String> owner) {
        return project.map(own -> owner.equals(project)
                        ? Stream.of(Target.ofNode(own, null))
                        : Stream.of(Target.ofNode(own, null), Target.ofNode(null, own)))
                .orElseGet(() -> Stream.of(Target.NONE));
    }

    /** A marker must not tell which nodes of others there are, nor where they stand in an order. */
    private void checkMarker(Request request, UUID marker) {
        var visible = calls.finder().find(marker).filter(node -> NodeFinder.maySee(request, node));
        if (visible.isEmpty()) {
            throw NodeFinder.notFound(marker.toString());
        }
    }

    private void requireChassis(UUID uuid) {
        if (chassis.find(uuid).isEmpty()) {
            throw chassis.table().notFound(uuid);
        }
    }

    /** What a list needs to know of the items it has written. */
    private static final class ListState {
        private int size;
        private @Nullable Node last;

        void add(Node node) {
            size++;
            last = node;
        }
    }

    private Answer show(Request request) {
        var fields = request.query(Set.of("fields")).csv("fields");
        return show(request, fields);
    }

    /** A further path segment is read as the name of a field. */
    private Answer showField(Request request) {
        return show(request, Optional.of(List.of(request.variable("field"))));
    }

    private Answer show(Request request, Optional<List<String>> names) {
        var node = calls.node(request);
        var selection = Page.one(names, NodeFieldTable.FIELDS, request.version());
        return NodeTags.tagged(Answer.ok(out -> selection.write(out, node.values(), view(request))), node);
    }

    private Answer create(Request request) {
        var node = created.create(request);
        return shown(request, 201, node).with("Location", request.baseUrl() + "/v1/nodes/" + node.uuid());
    }

    private Answer patch(Request request) {
        return shown(request, 200, patches.patch(request));
    }

    private Answer delete(Request request) {
        var node = calls.finder().visible(request);
        selfOwned.requireDelete(request, NodeFinder.targetOf(node));
        var revision = NodeTags.required(request, node);
        Conductors.noHostIs400(() -> calls.call(
                request,
                node,
                revision == null ? new DestroyNode(node.uuid()) : new DestroyNodeIf(node.uuid(), revision)));
        return Answer.empty(204);
    }

    private Answer validate(Request request) {
        var ident = request.variable("node");
        NodeFinder.checkForm(ident);
        return validated(request, calls.finder().visibleArgument(request, ident));
    }

    private Answer validateArgument(Request request) {
        var query = request.query(Set.of("node", "node_uuid"));
        var ident = query.text("node").or(() -> query.uuid("node_uuid").map(Object::toString));
        if (ident.isEmpty()) {
            throw new FaultException(FaultCode.MISSING_PARAMETER_VALUE, "Missing mandatory argument: node.");
        }
        return validated(request, calls.finder().visibleArgument(request, ident.get()));
    }

    private Answer validated(Request request, Node node) {
        request.require(request.rule(), NodeFinder.targetOf(node));
        Map<String, Map<String, Object>> result = calls.ask(request, node, new ValidateNode(node.uuid()));
        return Answer.ok(out -> JsonOut.value(out, result));
    }

    private Answer shown(Request request, int status, Node node) {
        var view = view(request);
        var selection = NodeFieldTable.FIELDS.full(request.version());
        var answer = Answer.json(status, out -> selection.write(out, node.values(), view));
        return NodeTags.tagged(answer, node);
    }

    private View view(Request request) {
        return View.ofNodes(request, owners);
    }

    private Answer absent(Request request) {
        var _ = calls.finder().visible(request);
        throw HttpProblem.fault(404, "Resource could not be found.");
    }

    private static Answer withoutIdent(Request request) {
        throw Parameters.missing("node_ident");
    }
}
