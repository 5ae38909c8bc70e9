package dev.fettle.gateway.template;

import static dev.fettle.http.Route.Refusal.HIDDEN;
import static dev.fettle.http.Route.Refusal.METHOD;

import dev.fettle.db.resource.ResourceStore;
import dev.fettle.gateway.resource.PlainResource;
import dev.fettle.gateway.resource.ResourceAnswers;
import dev.fettle.gateway.resource.ResourceDocument;
import dev.fettle.gateway.resource.ResourceFinder;
import dev.fettle.http.Route;
import dev.fettle.model.patch.DeployTemplateDocument;
import java.util.List;
import java.util.Set;

/** Deploy templates: steps that are added to a deploy by a trait of the instance. */
public final class DeployTemplateResource {
    private static final PlainResource.Place PLACE = new PlainResource.Place(
            "/v1/deploy_templates", "template_ident", "baremetal:deploy_template:", 55, HIDDEN, METHOD);

    private final PlainResource rows;

    /** Only keeps what it is given. */
    public DeployTemplateResource(ResourceStore store, int maxLimit) {
        var fields = DeployTemplateFieldTable.FIELDS;
        this.rows = new PlainResource(
                store,
                new ResourceAnswers("deploy_templates", "deploy_templates", fields, store, maxLimit),
                ResourceFinder.byIdent(store),
                new ResourceDocument(
                        fields, DeployTemplateDocument.RULES, DeployTemplateDocument.PATCHES, Set.of("name", "steps")));
    }

    /** @return the rows, in no order */
    public List<Route> routes() {
        return rows.routes(PLACE);
    }
}
