package dev.fettle.gateway;

import dev.fettle.config.ApiOptions;
import dev.fettle.config.Configuration;
import dev.fettle.db.Database;
import dev.fettle.db.node.ShardStore;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.Resources;
import dev.fettle.gateway.chassis.ChassisResource;
import dev.fettle.gateway.inspection.InspectionRuleResource;
import dev.fettle.gateway.network.NetworkEventRoutes;
import dev.fettle.gateway.node.ShardRoutes;
import dev.fettle.gateway.runbook.RunbookAccess;
import dev.fettle.gateway.runbook.RunbookRoutes;
import dev.fettle.gateway.template.DeployTemplateResource;
import dev.fettle.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** The resources that belong to no node: the gateway reads and writes them without a conductor. */
final class OwnResources {
    private final Database database;
    private final ResourceStore chassis;
    private final ResourceStore runbooks;
    private final int maxLimit;

    OwnResources(Configuration config, Database database, ResourceStore chassis, ResourceStore runbooks) {
        this.database = database;
        this.chassis = chassis;
        this.runbooks = runbooks;
        this.maxLimit = config.get(ApiOptions.MAX_LIMIT);
    }

    List<Route> routes() {
        var templates = new ResourceStore(database, Resources.DEPLOY_TEMPLATE_TABLE);
        var rules = new ResourceStore(database, Resources.INSPECTION_RULE_TABLE);
        return Stream.of(
                        new ChassisResource(chassis, maxLimit).routes(),
                        new DeployTemplateResource(templates, maxLimit).routes(),
                        new RunbookRoutes(runbooks, new RunbookAccess(runbooks), maxLimit).routes(),
                        new InspectionRuleResource(rules, maxLimit).routes(),
                        new ShardRoutes(new ShardStore(database)).routes(),
                        new NetworkEventRoutes().routes())
                .flatMap(List::stream)
                .toList();
    }
}
