package dev.fettle.gateway.member;

import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.conductor.ConductorStore;
import dev.fettle.gateway.field.Page;
import dev.fettle.gateway.field.View;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conductors that this installation has, or had. They are few, so their pages are cut from the whole list. */
public final class ConductorRoutes {
    private static final int SINCE = 49;
    private static final Set<String> ARGUMENTS = Stream.concat(Page.ARGUMENTS.stream(), Stream.of("fields", "detail"))
            .collect(Collectors.toUnmodifiableSet());

    private final ConductorStore store;
    private final int maxLimit;

    /** Only keeps what it is given. */
    public ConductorRoutes(Configuration config, ConductorStore store) {
        this.store = store;
        this.maxLimit = config.get(ApiOptions.MAX_LIMIT);
    }

    /** @return the rows of conductors */
    public List<Route> routes() {
        var rule = "baremetal:conductor:get";
        return List.of(
                Route.of("GET", "/v1/conductors", rule, this::list).since(SINCE, NOT_FOUND),
                Route.of("GET", "/v1/conductors/{hostname}", rule, this::show).since(SINCE, NOT_FOUND));
    }

    private Answer list(Request request) {
        var query = request.query(ARGUMENTS);
        var marker = query.text("marker");
        var page = Page.of(query.without("marker"), ConductorFieldTable.FIELDS, request.version(), false, maxLimit);
        if (page.sortKey().equals(ConductorFieldTable.ALIVE)) {
            throw Parameters.invalid("The sort_key value \"alive\" is an invalid field for sorting");
        }
        var rows = after(marker, sorted(page)).stream().limit(page.limit()).toList();
        var view = view(request);
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("conductors");
            for (var row : rows) {
                page.selection().write(out, row, view);
            }
            out.writeEndArray();
            if (rows.size() == page.limit()) {
                var last = rows.getLast().require(ConductorFieldTable.HOSTNAME);
                out.writeStringField("next", page.next(view.baseUrl(), "conductors", last));
            }
            out.writeEndObject();
        });
    }

    private Answer show(Request request) {
        var names = request.query(Set.of("fields")).csv("fields");
        var selection = Page.one(names, ConductorFieldTable.FIELDS, request.version());
        var hostname = request.variable("hostname");
        var row = store.members().stream()
                .filter(conductor -> conductor.hostname().equals(hostname))
                .findFirst()
                .map(ConductorFieldTable::values)
                .orElseThrow(() -> notFound(hostname));
        return Answer.ok(out -> selection.write(out, row, view(request)));
    }

    private List<Values> sorted(Page page) {
        var order = Comparator.<Values, String>comparing(values -> sortText(values, page.sortKey()))
                .thenComparing(values -> values.require(ConductorFieldTable.ID));
        return store.members().stream()
                .map(ConductorFieldTable::values)
                .sorted(page.descending() ? order.reversed() : order)
                .toList();
    }

    /** Numbers padded, so that text order is their order. */
    private static String sortText(Values values, Field<?> key) {
        return switch (values.get(key)) {
            case null -> "";
            case Long number -> "%020d".formatted(number);
            case Object value -> value.toString();
        };
    }

    private static List<Values> after(Optional<String> marker, List<Values> rows) {
        if (marker.isEmpty()) {
            return rows;
        }
        for (var i = 0; i < rows.size(); i++) {
            if (rows.get(i).require(ConductorFieldTable.HOSTNAME).equals(marker.get())) {
                return rows.subList(i + 1, rows.size());
            }
        }
        throw notFound(marker.get());
    }

    private static FaultException notFound(String hostname) {
        return new FaultException(
                FaultCode.CONDUCTOR_NOT_FOUND, "Conductor " + Parameters.shown(hostname) + " could not be found.");
    }

    private static View view(Request request) {
        return new View(request.version(), request.baseUrl(), _ -> Optional.empty());
    }
}
