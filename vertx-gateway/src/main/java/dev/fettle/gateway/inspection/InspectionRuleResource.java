package dev.fettle.gateway.inspection;

import static dev.fettle.http.Route.Refusal.NOT_ALLOWED;
import static dev.fettle.http.Route.Refusal.NOT_FOUND;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.resource.PlainResource;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.gateway.resource.ResourceDocument;
import dev.fettle.gateway.resource.ResourceFinder;
import dev.fettle.http.Route;
import dev.fettle.model.inspection.InspectionRuleFields;
import dev.fettle.model.patch.InspectionRuleDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Inspection rules: what to do with a node when its inventory looks so. */
public final class InspectionRuleResource {
    private static final PlainResource.Place PLACE = new PlainResource.Place(
            "/v1/inspection_rules", "inspection_rule_uuid", "baremetal:inspection_rule:", 96, NOT_FOUND, NOT_ALLOWED);

    private final PlainResource rows;

    /** Only keeps what it is given. */
    public InspectionRuleResource(ResourceStore store, int maxLimit) {
        var fields = InspectionRuleFieldTable.FIELDS;
        this.rows = new PlainResource(
                store,
                new ResourceAnswers("inspection_rules", "inspection_rules", fields, store, maxLimit),
                ResourceFinder.byUuid(store),
                new ResourceDocument(
                        fields,
                        InspectionRuleDocument.RULES,
                        InspectionRuleDocument.PATCHES,
                        Set.of("actions"),
                        InspectionRuleDocument::check),
                Map.of("phase", InspectionRuleFields.PHASE));
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        return rows.routes(PLACE);
    }
}
