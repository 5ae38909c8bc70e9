package dev.fettle.gateway.allocation;

import static dev.fettle.gateway.allocation.AllocationFieldTable.OWNER_SINCE;
import static dev.fettle.gateway.allocation.AllocationFieldTable.SINCE;
import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.gateway.access.ListAccess;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.allocation.AllocationFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists of allocations. They show whole objects unless {@code fields=} says otherwise. */
final class AllocationListRoutes {
    private static final Set<String> ARGUMENTS = Stream.concat(
                    ResourceAnswers.arguments(true, "node", "resource_class", "state", "owner").stream(),
                    Stream.of("fields"))
            .collect(Collectors.toUnmodifiableSet());

    private final ResourceAnswers answers;
    private final AllocationAccess access;
    private final VisibleNodes nodes;

    AllocationListRoutes(ResourceAnswers answers, AllocationAccess access, VisibleNodes nodes) {
        this.answers = answers;
        this.access = access;
        this.nodes = nodes;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/v1/allocations", "baremetal:allocation:list_all", this::list)
                .since(SINCE, NOT_FOUND)
                .checkedByHandler());
    }

    private Answer list(Request request) {
        var query = request.query(ARGUMENTS);
        if (query.has("owner")) {
            FieldSet.gate(OWNER_SINCE, request.version());
        }
        var project = ListAccess.project(request, "allocation", query.text("owner"));
        var page = answers.page(request, query, !query.has("fields")).ofCollection();
        var filters = filters(request, query);
        project.ifPresent(
                own -> filters.add(new ResourceFilter.Visible(new ResourceFilter.Equals(AllocationFields.OWNER, own))));
        var rows = answers.rows(page, filters, Set.of(AllocationFields.OWNER));
        return answers.page(request, page, rows, row -> access.visible(request, row));
    }

    private List<ResourceFilter> filters(Request request, Parameters query) {
        var filters = new ArrayList<ResourceFilter>();
        query.text("node")
                .map(ident -> nodes.find(request, ident))
                .ifPresent(node -> filters.add(new ResourceFilter.Equals(AllocationFields.NODE_ID, node.id())));
        query.text("resource_class")
                .ifPresent(text -> filters.add(new ResourceFilter.Equals(AllocationFields.RESOURCE_CLASS, text)));
        query.text("state").ifPresent(text -> filters.add(new ResourceFilter.Equals(AllocationFields.STATE, text)));
        query.text("owner").ifPresent(text -> filters.add(new ResourceFilter.Equals(AllocationFields.OWNER, text)));
        return filters;
    }
}
