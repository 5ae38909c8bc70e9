package dev.fettle.gateway.chassis;

import static dev.fettle.http.Route.Refusal.HIDDEN;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.resource.PlainResource;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.gateway.resource.ResourceDocument;
import dev.fettle.gateway.resource.ResourceFinder;
import dev.fettle.http.Answer;
import dev.fettle.http.Request;
import dev.fettle.http.Route;
import dev.fettle.model.patch.ChassisDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All routes of chassis but those of the nodes in one, which belong to nodes. */
public final class ChassisResource {
    private static final String PATH = "/v1/chassis";
    private static final String RULES = "baremetal:chassis:";

    private final PlainResource rows;
    private final ResourceAnswers answers;

    /** Only keeps what it is given. */
    public ChassisResource(ResourceStore store, int maxLimit) {
        this.answers = new ResourceAnswers("chassis", "chassis", ChassisFieldTable.FIELDS, store, maxLimit);
        this.rows = new PlainResource(
                store,
                answers,
                ResourceFinder.byUuid(store),
                new ResourceDocument(
                        ChassisFieldTable.FIELDS, ChassisDocument.RULES, ChassisDocument.PATCHES, Set.of()));
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        var routes =
                new ArrayList<>(rows.routes(new PlainResource.Place(PATH, "chassis_uuid", RULES, 1, HIDDEN, HIDDEN)));
        routes.add(Route.of("GET", PATH + "/detail", RULES + "get", this::details));
        return routes;
    }

    private Answer details(Request request) {
        return answers.list(request, request.query(ResourceAnswers.arguments(true)), true, List.of());
    }
}
