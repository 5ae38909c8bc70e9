package dev.fettle.gateway.resource;

import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.db.resource.ResourceQuery;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Page;
import dev.fettle.gateway.field.Selection;
import dev.fettle.gateway.field.View;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows the rows of one resource, pages of them and single ones: {@code contract/resources.md} section 1. Thread-safe. */
public final class ResourceAnswers {
    private final String path;
    private final String listName;
    private final FieldSet fields;
    private final ResourceStore store;
    private final int maxLimit;

    /**
     * Only keeps what it is given.
     *
     * @param path of the collection below {@code /v1}, such as {@code volume/targets}; lists of a sub-resource link to it too
     * @param listName what the array is called in lists, such as {@code targets}
     * @param maxLimit most rows on a page
     */
    public ResourceAnswers(String path, String listName, FieldSet fields, ResourceStore store, int maxLimit) {
        this.path = path;
        this.listName = listName;
        this.fields = fields;
        this.store = store;
        this.maxLimit = maxLimit;
    }

    /** Names of the arguments of a list: paging, these filters, and {@code fields} and {@code detail} unless the path asks for details. */
    public static Set<String> arguments(boolean detailPath, String... filters) {
        return Stream.of(
                        Page.ARGUMENTS.stream(),
                        Stream.of(filters),
                        detailPath ? Stream.<String>of() : Stream.of("fields", "detail"))
                .flatMap(names -> names)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** One page. One statement, two with a marker. */
    public Answer list(Request request, Parameters query, boolean detailPath, List<ResourceFilter> filters) {
        var page = page(request, query, detailPath);
        return page(request, page, rows(page, filters));
    }

    /** Which page a request asks for; for lists that do something of their own with the rows. */
    public Page page(Request request, Parameters query, boolean detailPath) {
        return Page.of(query, fields, request.version(), detailPath, maxLimit);
    }

    /** The rows of a page. */
    public List<Values> rows(Page page, List<ResourceFilter> filters) {
        return rows(page, filters, Set.of());
    }

    /** The same with fields that decide what is shown. */
    public List<Values> rows(Page page, List<ResourceFilter> filters, Set<Field<?>> more) {
        var fields = new LinkedHashSet<Field<?>>(page.selection().columns());
        fields.addAll(more);
        return store.list(new ResourceQuery(
                filters,
                fields,
                page.sortKey(),
                page.descending(),
                page.marker().orElse(null),
                page.limit()));
    }

    /** Writes rows as one page, with a link to the next when it is full. */
    public Answer page(Request request, Page page, List<Values> rows) {
        return page(request, page, rows, _ -> true);
    }

    /** The same but for rows that are not shown; they count all the same, so that the pages behind them can be reached. */
    public Answer page(Request request, Page page, List<Values> rows, Predicate<Values> shown) {
        var view = view(request);
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart(listName);
            for (var row : rows) {
                if (shown.test(row)) {
                    page.selection().write(out, row, view);
                }
            }
            out.writeEndArray();
            if (rows.size() == page.limit()) {
                var last = store.table().uuidOf(rows.getLast()).toString();
                out.writeStringField("next", page.next(view.baseUrl(), path, last));
            }
            out.writeEndObject();
        });
    }

    /** What {@code fields=} of a request for one row asks for; checked before the row is looked up. */
    public Selection selection(Request request) {
        var names = request.query(Set.of("fields")).csv("fields");
        return Page.one(names, fields, request.version());
    }

    /** One row. */
    public Answer one(Request request, Selection selection, Values row) {
        return shown(request, 200, selection, row);
    }

    /** One row with all its fields. */
    public Answer full(Request request, Values row) {
        return shown(request, 200, everything(request), row);
    }

    /** A row that was just made, and where it is. */
    public Answer created(Request request, Values row) {
        var location = request.baseUrl() + "/v1/" + path + "/" + store.table().uuidOf(row);
        return shown(request, 201, everything(request), row).with("Location", location);
    }

    private Selection everything(Request request) {
        return Page.one(Optional.empty(), fields, request.version());
    }

    private static Answer shown(Request request, int status, Selection selection, Values row) {
        return Answer.json(status, out -> selection.write(out, row, view(request)));
    }

    private static View view(Request request) {
        return new View(request.version(), request.baseUrl(), _ -> Optional.empty());
    }
}
