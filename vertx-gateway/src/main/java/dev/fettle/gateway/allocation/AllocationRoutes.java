package dev.fettle.gateway.allocation;

import static dev.fettle.gateway.allocation.AllocationFieldTable.PATCH_SINCE;
import static dev.fettle.gateway.allocation.AllocationFieldTable.SINCE;
import static dev.fettle.http.Route.Refusal.METHOD;
import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.allocation.Allocation;
import dev.fettle.model.patch.AllocationDocument;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.rpc.allocation.DestroyAllocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One allocation: create, show, change, delete. */
final class AllocationRoutes {
    private static final String RULES = "baremetal:allocation:";

    private final ResourceStore store;
    private final ResourceAnswers answers;
    private final AllocationAccess access;
    private final NewAllocations created;
    private final Conductors conductors;

    AllocationRoutes(
            ResourceStore store,
            ResourceAnswers answers,
            AllocationAccess access,
            NewAllocations created,
            Conductors conductors) {
        this.store = store;
        this.answers = answers;
        this.access = access;
        this.created = created;
        this.conductors = conductors;
    }

    List<Route> routes() {
        var all = "/v1/allocations";
        var one = all + "/{allocation}";
        return List.of(
                Route.of("POST", all, RULES + "create", this::create)
                        .since(SINCE, METHOD)
                        .checkedByHandler(),
                Route.of("PATCH", all, RULES + "update", AllocationRoutes::withoutIdent)
                        .since(PATCH_SINCE, METHOD),
                Route.of("DELETE", all, RULES + "delete", AllocationRoutes::withoutIdent)
                        .since(SINCE, METHOD),
                Route.of("GET", one, RULES + "get", this::show)
                        .since(SINCE, NOT_FOUND)
                        .checkedByHandler(),
                Route.of("PATCH", one, RULES + "update", this::patch)
                        .since(PATCH_SINCE, METHOD)
                        .checkedByHandler(),
                Route.of("DELETE", one, RULES + "delete", this::delete)
                        .since(SINCE, METHOD)
                        .checkedByHandler());
    }

    private Answer create(Request request) {
        return answers.created(request, created.create(request).values());
    }

    private Answer show(Request request) {
        var selection = answers.selection(request);
        return answers.one(request, selection, access.inPath(request).values());
    }

    /** Name and extra concern nobody but the row itself, so no conductor is asked. */
    private Answer patch(Request request) {
        var patch = JsonPatch.parseAnyPath(request.json());
        AllocationDocument.PATCHES.check(patch);
        patch.operations().forEach(operation -> checkValue(operation.value()));
        var uuid = access.inPath(request).uuid();
        return answers.full(
                request,
                store.update(
                        uuid,
                        before -> before.overlay(AllocationDocument.RULES.read(
                                patch.applyTo(AllocationDocument.RULES.document(before))))));
    }

    /** Values of a patch are any JSON but arrays and fractions; within an object they may be. */
    private static void checkValue(@Nullable Object value) {
        if (value instanceof List<?> || value instanceof Double) {
            throw Parameters.invalid(
                    "Schema error for patch: a value is not of type 'string', 'object', 'null', 'integer', 'boolean'.");
        }
    }

    private Answer delete(Request request) {
        return deleted(request, conductors, access.inPath(request));
    }

    static Answer deleted(Request request, Conductors conductors, Allocation allocation) {
        conductors.callAny(new DestroyAllocation(allocation), request.context());
        return Answer.empty(204);
    }

    private static Answer withoutIdent(Request request) {
        throw Parameters.missing("allocation_ident");
    }
}
