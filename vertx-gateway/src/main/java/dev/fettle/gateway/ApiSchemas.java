package dev.fettle.gateway;

import dev.fettle.gateway.allocation.AllocationFieldTable;
import dev.fettle.gateway.chassis.ChassisFieldTable;
import dev.fettle.gateway.driver.DriverFieldTable;
import dev.fettle.gateway.inspection.InspectionRuleFieldTable;
import dev.fettle.gateway.member.ConductorFieldTable;
import dev.fettle.gateway.node.NodeFieldTable;
import dev.fettle.gateway.openapi.ApiSchema;
import dev.fettle.gateway.port.PortFieldTable;
import dev.fettle.gateway.portgroup.PortgroupFieldTable;
import dev.fettle.gateway.runbook.RunbookFieldTable;
import dev.fettle.gateway.template.DeployTemplateFieldTable;
import dev.fettle.gateway.volume.VolumeFieldTables;
import dev.fettle.model.patch.ChassisDocument;
import dev.fettle.model.patch.DeployTemplateDocument;
import dev.fettle.model.patch.InspectionRuleDocument;
import dev.fettle.model.patch.PatchRules;
import dev.fettle.model.patch.PortgroupDocument;
import dev.fettle.model.patch.RunbookDocument;
import dev.fettle.model.patch.VolumeConnectorDocument;
import dev.fettle.model.patch.VolumeTargetDocument;
import java.util.Map;
import java.util.Set;

/** The shape of every resource, by the path of its collection. */
final class ApiSchemas {
    static final Map<String, ApiSchema> BY_PATH = Map.ofEntries(
            Map.entry("/v1/nodes", new ApiSchema(NodeFieldTable.FIELDS, PatchRules.NODE.roots())),
            Map.entry("/v1/ports", new ApiSchema(PortFieldTable.FIELDS, PatchRules.PORT.roots())),
            Map.entry("/v1/portgroups", new ApiSchema(PortgroupFieldTable.FIELDS, PortgroupDocument.PATCHES.roots())),
            Map.entry("/v1/chassis", new ApiSchema(ChassisFieldTable.FIELDS, ChassisDocument.PATCHES.roots())),
            Map.entry(
                    "/v1/volume/connectors",
                    new ApiSchema(VolumeFieldTables.CONNECTOR, VolumeConnectorDocument.PATCHES.roots())),
            Map.entry(
                    "/v1/volume/targets",
                    new ApiSchema(VolumeFieldTables.TARGET, VolumeTargetDocument.PATCHES.roots())),
            Map.entry("/v1/allocations", new ApiSchema(AllocationFieldTable.FIELDS, Set.of("name", "extra"))),
            Map.entry(
                    "/v1/deploy_templates",
                    new ApiSchema(DeployTemplateFieldTable.FIELDS, DeployTemplateDocument.PATCHES.roots())),
            Map.entry("/v1/runbooks", new ApiSchema(RunbookFieldTable.FIELDS, RunbookDocument.PATCHES.roots())),
            Map.entry(
                    "/v1/inspection_rules",
                    new ApiSchema(InspectionRuleFieldTable.FIELDS, InspectionRuleDocument.PATCHES.roots())),
            Map.entry("/v1/drivers", new ApiSchema(DriverFieldTable.FIELDS, Set.of())),
            Map.entry("/v1/conductors", new ApiSchema(ConductorFieldTable.FIELDS, Set.of())));

    private ApiSchemas() {}
}
