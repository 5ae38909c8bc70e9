package dev.fettle.db.resource;

import static dev.fettle.db.tables.Allocations.ALLOCATIONS;
import static dev.fettle.db.tables.Chassis.CHASSIS;
import static dev.fettle.db.tables.DeployTemplates.DEPLOY_TEMPLATES;
import static dev.fettle.db.tables.InspectionRules.INSPECTION_RULES;
import static dev.fettle.db.tables.Portgroups.PORTGROUPS;
import static dev.fettle.db.tables.Ports.PORTS;
import static dev.fettle.db.tables.Runbooks.RUNBOOKS;
import static dev.fettle.db.tables.VolumeConnectors.VOLUME_CONNECTORS;
import static dev.fettle.db.tables.VolumeTargets.VOLUME_TARGETS;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.chassis.ChassisFields;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.inspection.InspectionRuleFields;
import dev.fettle.model.port.PortFields;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.runbook.RunbookFields;
import dev.fettle.model.template.DeployTemplateFields;
import dev.fettle.model.volume.VolumeConnectorFields;
import dev.fettle.model.volume.VolumeTargetFields;
import java.util.Map;
import java.util.function.Function;

/** The resources that {@link ResourceStore} keeps. Texts are those of {@code contract/resources.md} section 1 where it has them. */
public final class Resources {
    public static final ResourceTable CHASSIS_TABLE = ResourceTable.of(
            ChassisFields.TABLE,
            CHASSIS,
            "Chassis",
            FaultCode.CHASSIS_NOT_FOUND,
            Map.of(
                    "chassis_uuid_key",
                    taken(
                            FaultCode.CHASSIS_ALREADY_EXISTS,
                            "A chassis with UUID %s already exists.",
                            ChassisFields.UUID),
                    "nodes_chassis_id_fkey",
                    taken(
                            FaultCode.CHASSIS_NOT_EMPTY,
                            "Cannot complete the requested action because chassis %s contains nodes.",
                            ChassisFields.UUID)));

    public static final ResourceTable PORTGROUP_TABLE = ResourceTable.of(
            PortgroupFields.TABLE,
            PORTGROUPS,
            "Portgroup",
            FaultCode.PORTGROUP_NOT_FOUND,
            Map.of(
                    "portgroups_uuid_key",
                    taken(
                            FaultCode.PORTGROUP_ALREADY_EXISTS,
                            "A portgroup with UUID %s already exists.",
                            PortgroupFields.UUID),
                    "portgroups_name_key",
                    taken(
                            FaultCode.PORTGROUP_DUPLICATE_NAME,
                            "A portgroup with name %s already exists.",
                            PortgroupFields.NAME),
                    "portgroups_address_key",
                    taken(
                            FaultCode.PORTGROUP_MAC_ALREADY_EXISTS,
                            "A portgroup with MAC address %s already exists.",
                            PortgroupFields.ADDRESS),
                    "ports_portgroup_id_fkey",
                    taken(
                            FaultCode.PORTGROUP_NOT_EMPTY,
                            "Cannot complete the requested action because portgroup %s contains ports.",
                            PortgroupFields.UUID)));

    public static final ResourceTable PORT_TABLE = ResourceTable.of(
            PortFields.TABLE,
            PORTS,
            "Port",
            FaultCode.PORT_NOT_FOUND,
            Map.of(
                    "ports_uuid_key",
                    taken(FaultCode.PORT_ALREADY_EXISTS, "A port with UUID %s already exists.", PortFields.UUID),
                    "ports_address_key",
                    taken(
                            FaultCode.MAC_ALREADY_EXISTS,
                            "A port with MAC address %s already exists.",
                            PortFields.ADDRESS),
                    "ports_name_key",
                    taken(FaultCode.PORT_DUPLICATE_NAME, "A port with name %s already exists.", PortFields.NAME),
                    "ports_portgroup_id_fkey",
                    values -> taken(
                                    FaultCode.PORTGROUP_NOT_FOUND,
                                    "Portgroup %s could not be found.",
                                    PortFields.PORTGROUP_UUID)
                            .apply(values)
                            .withStatus(400)));

    public static final ResourceTable VOLUME_CONNECTOR_TABLE = ResourceTable.of(
            VolumeConnectorFields.TABLE,
            VOLUME_CONNECTORS,
            "Volume connector",
            FaultCode.VOLUME_CONNECTOR_NOT_FOUND,
            Map.of(
                    "volume_connectors_uuid_key",
                    taken(
                            FaultCode.VOLUME_CONNECTOR_ALREADY_EXISTS,
                            "A volume connector with UUID %s already exists.",
                            VolumeConnectorFields.UUID),
                    "volume_connectors_type_key",
                    values -> new FaultException(
                            FaultCode.VOLUME_CONNECTOR_TYPE_AND_ID_ALREADY_EXISTS,
                            "A volume connector with type %s and connector ID %s already exists."
                                    .formatted(
                                            values.getOrNull(VolumeConnectorFields.TYPE),
                                            values.getOrNull(VolumeConnectorFields.CONNECTOR_ID)))));

    public static final ResourceTable VOLUME_TARGET_TABLE = ResourceTable.of(
            VolumeTargetFields.TABLE,
            VOLUME_TARGETS,
            "Volume target",
            FaultCode.VOLUME_TARGET_NOT_FOUND,
            Map.of(
                    "volume_targets_uuid_key",
                    taken(
                            FaultCode.VOLUME_TARGET_ALREADY_EXISTS,
                            "A volume target with UUID %s already exists.",
                            VolumeTargetFields.UUID),
                    "volume_targets_boot_index_key",
                    taken(
                            FaultCode.VOLUME_TARGET_BOOT_INDEX_ALREADY_EXISTS,
                            "A volume target with boot index '%s' for the same node already exists.",
                            VolumeTargetFields.BOOT_INDEX)));

    public static final ResourceTable ALLOCATION_TABLE = ResourceTable.of(
            AllocationFields.TABLE,
            ALLOCATIONS,
            "Allocation",
            FaultCode.ALLOCATION_NOT_FOUND,
            Map.of(
                    "allocations_uuid_key",
                    taken(
                            FaultCode.ALLOCATION_ALREADY_EXISTS,
                            "An allocation with UUID %s already exists.",
                            AllocationFields.UUID),
                    "allocations_name_key",
                    taken(
                            FaultCode.ALLOCATION_DUPLICATE_NAME,
                            "An allocation with name %s already exists.",
                            AllocationFields.NAME)));

    public static final ResourceTable DEPLOY_TEMPLATE_TABLE = ResourceTable.of(
            DeployTemplateFields.TABLE,
            DEPLOY_TEMPLATES,
            "Deploy template",
            FaultCode.DEPLOY_TEMPLATE_NOT_FOUND,
            Map.of(
                    "deploy_templates_uuid_key",
                    taken(
                            FaultCode.DEPLOY_TEMPLATE_ALREADY_EXISTS,
                            "A deploy template with UUID %s already exists.",
                            DeployTemplateFields.UUID),
                    "deploy_templates_name_key",
                    taken(
                            FaultCode.DEPLOY_TEMPLATE_DUPLICATE_NAME,
                            "A deploy template with name %s already exists.",
                            DeployTemplateFields.NAME)));

    public static final ResourceTable RUNBOOK_TABLE = ResourceTable.of(
            RunbookFields.TABLE,
            RUNBOOKS,
            "Runbook",
            FaultCode.RUNBOOK_NOT_FOUND,
            Map.of(
                    "runbooks_uuid_key",
                    taken(
                            FaultCode.RUNBOOK_ALREADY_EXISTS,
                            "A runbook with UUID %s already exists.",
                            RunbookFields.UUID),
                    "runbooks_name_key",
                    taken(
                            FaultCode.RUNBOOK_DUPLICATE_NAME,
                            "A runbook with name %s already exists.",
                            RunbookFields.NAME)));

    public static final ResourceTable INSPECTION_RULE_TABLE = ResourceTable.of(
            InspectionRuleFields.TABLE,
            INSPECTION_RULES,
            "Inspection rule",
            FaultCode.INSPECTION_RULE_NOT_FOUND,
            Map.of(
                    "inspection_rules_uuid_key",
                    taken(
                            FaultCode.INSPECTION_RULE_ALREADY_EXISTS,
                            "An inspection rule with UUID %s already exists.",
                            InspectionRuleFields.UUID)));

    private Resources() {}

    private static Function<Values, FaultException> taken(FaultCode code, String text, Field<?> field) {
        return values -> new FaultException(code, text.formatted(values.getOrNull(field)));
    }
}
