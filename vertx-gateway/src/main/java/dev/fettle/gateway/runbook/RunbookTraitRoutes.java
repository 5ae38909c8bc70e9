package dev.fettle.gateway.runbook;

import static dev.fettle.http.Route.Refusal.HIDDEN;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.http.Answer;
import dev.fettle.http.JsonOut;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.runbook.RunbookFields;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Traits of a runbook: nodes that have one of them may use it. */
final class RunbookTraitRoutes {
    private static final int MOST = 50;
    private static final String ALL = "/v1/runbooks/{runbook}/traits";
    private static final String ONE = ALL + "/{trait}";
    private static final String UPDATE = "baremetal:runbook:update";

    private final ResourceStore store;
    private final RunbookAccess access;

    RunbookTraitRoutes(ResourceStore store, RunbookAccess access) {
        this.store = store;
        this.access = access;
    }

    List<Route> routes() {
        return Stream.of(
                        Route.of("GET", ALL, "baremetal:runbook:get", this::list)
                                .withoutQuery(),
                        Route.of("PUT", ALL, UPDATE, this::replace),
                        Route.of("DELETE", ALL, UPDATE, this::removeAll).withoutQuery(),
                        Route.of("PUT", ONE, UPDATE, this::add).withoutQuery(),
                        Route.of("DELETE", ONE, UPDATE, this::remove).withoutQuery())
                .map(route -> route.since(RunbookFieldTable.TRAITS_SINCE, HIDDEN))
                .toList();
    }

    private Answer list(Request request) {
        var runbook = access.find(request, request.variable("runbook"), request.rule());
        return Answer.ok(out -> {
            out.writeStartObject();
            out.writeFieldName("traits");
            JsonOut.value(out, runbook.require(RunbookFields.TRAITS));
            out.writeEndObject();
        });
    }

    private Answer replace(Request request) {
        var body = request.object("body");
        if (!body.keySet().equals(Set.of("traits")) || !(body.get("traits") instanceof List<?> given)) {
            throw Parameters.invalid("Schema error for body: it takes an array 'traits' and nothing else.");
        }
        var traits = given.stream().map(RunbookTraitRoutes::checked).distinct().toList();
        change(request, _ -> traits);
        return Answer.empty(204);
    }

    private Answer add(Request request) {
        var trait = checked(request.variable("trait"));
        if (request.json() != null) {
            throw Parameters.invalid("A body should not be provided for adding one trait.");
        }
        change(
                request,
                traits -> Stream.concat(traits.stream(), Stream.of(trait))
                        .distinct()
                        .toList());
        return Answer.empty(204)
                .with(
                        "Location",
                        request.baseUrl() + "/v1/runbooks/" + request.variable("runbook") + "/traits/" + trait);
    }

    private Answer removeAll(Request request) {
        change(request, _ -> List.of());
        return Answer.empty(204);
    }

    /** A trait that is not there needs no removal. */
    private Answer remove(Request request) {
        var trait = request.variable("trait");
        change(
                request,
                traits -> traits.stream().filter(other -> !other.equals(trait)).toList());
        return Answer.empty(204);
    }

    private void change(Request request, UnaryOperator<List<String>> change) {
        var uuid = access.any(request.variable("runbook")).require(RunbookFields.UUID);
        store.update(uuid, runbook -> {
            request.require(request.rule(), RunbookAccess.targetOf(runbook));
            var traits = change.apply(runbook.require(RunbookFields.TRAITS));
            if (traits.size() > MOST) {
                throw Parameters.invalid("Error setting traits of runbook " + uuid + ": at most " + MOST
                        + " are taken. Remove some first.");
            }
            return runbook.with(RunbookFields.TRAITS, traits);
        });
    }

    private static String checked(@Nullable Object trait) {
        if (trait instanceof String text && Idents.validTrait(text)) {
            return text;
        }
        throw Parameters.invalid("Schema error for trait: a trait is a standard one or matches 'CUSTOM_[A-Z0-9_]+'.");
    }
}
