package dev.fettle.gateway.resource;

import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.Route.Handler;
import dev.fettle.http.Route.Refusal;
import dev.fettle.model.field.Field;
import java.util.List;
import java.util.Map;

/** A resource that the gateway reads and writes by itself, and whose policy rules do not look at the row. */
public final class PlainResource {
    private final ResourceStore store;
    private final ResourceAnswers answers;
    private final ResourceFinder finder;
    private final ResourceDocument document;
    private final Map<String, Field<?>> filters;

    /** Without filters. */
    public PlainResource(
            ResourceStore store, ResourceAnswers answers, ResourceFinder finder, ResourceDocument document) {
        this(store, answers, finder, document, Map.of());
    }

    /**
     * Only keeps what it is given.
     *
     * @param filters arguments of lists, and the text fields that must equal them
     */
    public PlainResource(
            ResourceStore store,
            ResourceAnswers answers,
            ResourceFinder finder,
            ResourceDocument document,
            Map<String, Field<?>> filters) {
        this.store = store;
        this.answers = answers;
        this.finder = finder;
        this.document = document;
        this.filters = Map.copyOf(filters);
    }

    /**
     * Where a resource is and who may do what.
     *
     * @param path such as {@code /v1/chassis}
     * @param ident what messages call the last segment, such as {@code chassis_uuid}
     * @param rules start of the names of its policy rules, such as {@code baremetal:chassis:}
     * @param since first version that has it
     * @param readRefusal what GET is told below that version
     * @param writeRefusal what other verbs are told
     */
    public record Place(
            String path, String ident, String rules, int since, Refusal readRefusal, Refusal writeRefusal) {}

    /** @return list, show, create, change and delete */
    public List<Route> routes(Place place) {
        var all = place.path();
        var one = all + "/{" + place.ident() + "}";
        Handler withoutIdent = _ -> {
            throw Parameters.missing(place.ident());
        };
        return List.of(
                read(place, all, this::list),
                read(place, one, request -> show(request, place)),
                write(place, "POST", all, "create", this::create),
                write(place, "PATCH", all, "update", withoutIdent),
                write(place, "DELETE", all, "delete", withoutIdent),
                write(place, "PATCH", one, "update", request -> patch(request, place)),
                write(place, "DELETE", one, "delete", request -> delete(request, place))
                        .withoutQuery());
    }

    private static Route read(Place place, String path, Handler handler) {
        return Route.of("GET", path, place.rules() + "get", handler).since(place.since(), place.readRefusal());
    }

    private static Route write(Place place, String method, String path, String rule, Handler handler) {
        return Route.of(method, path, place.rules() + rule, handler).since(place.since(), place.writeRefusal());
    }

    private Answer list(Request request) {
        var query =
                request.query(ResourceAnswers.arguments(false, filters.keySet().toArray(String[]::new)));
        var wanted = filters.entrySet().stream()
                .flatMap(filter -> query
                        .text(filter.getKey())
                        .<ResourceFilter>map(text -> new ResourceFilter.Equals(filter.getValue(), text))
                        .stream())
                .toList();
        return answers.list(request, query, false, wanted);
    }

    private Answer show(Request request, Place place) {
        var selection = answers.selection(request);
        return answers.one(request, selection, finder.find(request.variable(place.ident())));
    }

    private Answer create(Request request) {
        return answers.created(request, store.insert(document.created(request)));
    }

    private Answer patch(Request request, Place place) {
        var patch = document.patch(request);
        var row = finder.find(request.variable(place.ident()));
        return answers.full(
                request, store.update(store.table().uuidOf(row), before -> document.patched(before, patch)));
    }

    private Answer delete(Request request, Place place) {
        var row = finder.find(request.variable(place.ident()));
        store.delete(store.table().uuidOf(row), _ -> {});
        return Answer.empty(204);
    }
}
