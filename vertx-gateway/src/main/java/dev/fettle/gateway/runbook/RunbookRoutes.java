package dev.fettle.gateway.runbook;

import static dev.fettle.http.Route.Refusal.HIDDEN;
import static dev.fettle.http.Route.Refusal.METHOD;

import dev.fettle.db.resource.ResourceFilter;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.access.ListAccess;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.http.Answer;
import dev.fettle.http.Parameters;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.http.Target;
import dev.fettle.model.runbook.RunbookFields;
import java.util.List;
import java.util.stream.Stream;

/** Runbooks: steps for cleaning and service that an operator has approved for nodes with a trait. */
public final class RunbookRoutes {
    private static final int SINCE = 92;
    private static final String ALL = "/v1/runbooks";
    private static final String ONE = ALL + "/{runbook}";
    private static final String RULE = "baremetal:runbook:";

    private final ResourceStore store;
    private final RunbookAccess access;
    private final ResourceAnswers answers;

    /** Only keeps what it is given. */
    public RunbookRoutes(ResourceStore store, RunbookAccess access, int maxLimit) {
        this.store = store;
        this.access = access;
        this.answers = new ResourceAnswers("runbooks", "runbooks", RunbookFieldTable.FIELDS, store, maxLimit);
    }

    /** @return the rows of runbooks and of their traits */
    public List<Route> routes() {
        return Stream.concat(own(), new RunbookTraitRoutes(store, access).routes().stream())
                .map(Route::checkedByHandler)
                .toList();
    }

    private Stream<Route> own() {
        return Stream.of(
                Route.of("GET", ALL, RULE + "list_all", this::list).since(SINCE, HIDDEN),
                Route.of("POST", ALL, RULE + "create", this::create).since(SINCE, METHOD),
                Route.of("PATCH", ALL, RULE + "update", RunbookRoutes::withoutIdent)
                        .since(SINCE, METHOD),
                Route.of("DELETE", ALL, RULE + "delete", RunbookRoutes::withoutIdent)
                        .since(SINCE, METHOD),
                Route.of("GET", ONE, RULE + "get", this::show).since(SINCE, HIDDEN),
                Route.of("PATCH", ONE, RULE + "update", this::patch).since(SINCE, METHOD),
                Route.of("DELETE", ONE, RULE + "delete", this::delete).since(SINCE, METHOD));
    }

    private Answer list(Request request) {
        var query = request.query(ResourceAnswers.arguments(false, "project"));
        var asked = query.text("project");
        var filters = ListAccess.project(request, "runbook", asked)
                .<ResourceFilter>map(own -> new ResourceFilter.Visible(of(own)))
                .or(() -> asked.map(RunbookRoutes::of));
        return answers.list(request, query, false, filters.stream().toList());
    }

    /** A project sees its own and those that are for all. */
    private static ResourceFilter of(String project) {
        return new ResourceFilter.AnyOf(List.of(
                new ResourceFilter.Equals(RunbookFields.OWNER, project),
                new ResourceFilter.Equals(RunbookFields.PUBLIC, true)));
    }

    private Answer create(Request request) {
        request.require(request.rule(), Target.NONE);
        return answers.created(request, store.insert(RunbookWrites.created(request)));
    }

    private Answer show(Request request) {
        var selection = answers.selection(request);
        return answers.one(request, selection, access.readable(request, request.variable("runbook")));
    }

    private Answer patch(Request request) {
        var patch = RunbookWrites.patch(request);
        var uuid = access.any(request.variable("runbook")).require(RunbookFields.UUID);
        var rules = RunbookWrites.rules(patch);
        return answers.full(request, store.update(uuid, before -> {
            rules.forEach(rule -> request.require(rule, RunbookAccess.targetOf(before)));
            var after = RunbookWrites.patched(before, patch);
            RunbookWrites.checkSteps(request, patch, after);
            return after;
        }));
    }

    private Answer delete(Request request) {
        var uuid = access.any(request.variable("runbook")).require(RunbookFields.UUID);
        store.delete(uuid, runbook -> request.require(request.rule(), RunbookAccess.targetOf(runbook)));
        return Answer.empty(204);
    }

    private static Answer withoutIdent(Request request) {
        throw Parameters.missing("runbook_ident");
    }
}
