package dev.fettle.gateway;

import dev.fettle.db.Database;
import dev.fettle.db.part.NodeParts;
import dev.fettle.db.resource.ResourceStore;
import dev.fettle.db.resource.ResourceTable;
import dev.fettle.db.resource.Resources;
import dev.fettle.model.allocation.AllocationFields;
import dev.fettle.model.chassis.ChassisFields;
import dev.fettle.model.field.Values;
import dev.fettle.model.inspection.InspectionRuleFields;
import dev.fettle.model.portgroup.PortgroupFields;
import dev.fettle.model.runbook.RunbookFields;
import dev.fettle.model.template.DeployTemplateFields;
import dev.fettle.model.volume.VolumeConnectorFields;
import dev.fettle.model.volume.VolumeTargetFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes what the access matrix asks for besides nodes and ports. */
final class AccessParts {
    private final Database database;
    private final NodeParts parts;

    AccessParts(Database database) {
        this.database = database;
        this.parts = NodeParts.of(database);
    }

    UUID portgroup(UUID node, String mac) {
        var uuid = UUID.randomUUID();
        parts.portgroups()
                .insert(
                        Values.none(PortgroupFields.TABLE).toBuilder()
                                .put(PortgroupFields.UUID, uuid)
                                .put(PortgroupFields.NODE_UUID, node)
                                .put(PortgroupFields.ADDRESS, mac)
                                .build(),
                        (_, part) -> part);
        return uuid;
    }

    /** A connector and a target of the same uuid: their paths name both alike. */
    UUID volume(UUID node) {
        var uuid = UUID.randomUUID();
        parts.connectors()
                .insert(
                        Values.none(VolumeConnectorFields.TABLE).toBuilder()
                                .put(VolumeConnectorFields.UUID, uuid)
                                .put(VolumeConnectorFields.NODE_UUID, node)
                                .put(VolumeConnectorFields.TYPE, "iqn")
                                .put(VolumeConnectorFields.CONNECTOR_ID, "iqn." + uuid)
                                .build(),
                        (_, part) -> part);
        parts.targets()
                .insert(
                        Values.none(VolumeTargetFields.TABLE).toBuilder()
                                .put(VolumeTargetFields.UUID, uuid)
                                .put(VolumeTargetFields.NODE_UUID, node)
                                .put(VolumeTargetFields.VOLUME_TYPE, "iscsi")
                                .put(VolumeTargetFields.BOOT_INDEX, (long) (uuid.hashCode() & 0xffff))
                                .put(VolumeTargetFields.VOLUME_ID, "volume")
                                .build(),
                        (_, part) -> part);
        return uuid;
    }

    UUID chassis() {
        var uuid = UUID.randomUUID();
        return insert(
                Resources.CHASSIS_TABLE,
                Values.none(ChassisFields.TABLE).toBuilder()
                        .put(ChassisFields.UUID, uuid)
                        .build(),
                uuid);
    }

    UUID template() {
        var uuid = UUID.randomUUID();
        return insert(
                Resources.DEPLOY_TEMPLATE_TABLE,
                Values.none(DeployTemplateFields.TABLE).toBuilder()
                        .put(DeployTemplateFields.UUID, uuid)
                        .put(DeployTemplateFields.NAME, name(uuid))
                        .put(DeployTemplateFields.STEPS, List.of(step()))
                        .build(),
                uuid);
    }

    UUID runbook(String owner) {
        var uuid = UUID.randomUUID();
        return insert(
                Resources.RUNBOOK_TABLE,
                Values.none(RunbookFields.TABLE).toBuilder()
                        .put(RunbookFields.UUID, uuid)
                        .put(RunbookFields.NAME, name(uuid))
                        .put(RunbookFields.STEPS, List.of(step()))
                        .put(RunbookFields.OWNER, owner)
                        .build(),
                uuid);
    }

    UUID allocation(String owner) {
        return allocation(owner, null);
    }

    UUID allocation(String owner, @Nullable UUID node) {
        var uuid = UUID.randomUUID();
        return insert(
                Resources.ALLOCATION_TABLE,
                Values.none(AllocationFields.TABLE).toBuilder()
                        .put(AllocationFields.UUID, uuid)
                        .put(AllocationFields.NODE_UUID, node)
                        .put(AllocationFields.STATE, "active")
                        .put(AllocationFields.RESOURCE_CLASS, "access")
                        .put(AllocationFields.OWNER, owner)
                        .build(),
                uuid);
    }

    UUID rule() {
        var uuid = UUID.randomUUID();
        return insert(
                Resources.INSPECTION_RULE_TABLE,
                Values.none(InspectionRuleFields.TABLE).toBuilder()
                        .put(InspectionRuleFields.UUID, uuid)
                        .put(InspectionRuleFields.ACTIONS, List.of(Map.of("op", "fail", "args", List.of("no"))))
                        .build(),
                uuid);
    }

    private UUID insert(ResourceTable table, Values values, UUID uuid) {
        new ResourceStore(database, table).insert(values);
        return uuid;
    }

    private static String name(UUID uuid) {
        return "CUSTOM_" + uuid.toString().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Map<String, Object> step() {
        return Map.of("interface", "bios", "step", "factory_reset", "args", Map.of(), "order", 1);
    }
}
