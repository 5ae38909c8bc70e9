package dev.fettle.gateway.node;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.masked;
import static dev.fettle.gateway.field.ApiField.plain;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.gateway.field.Links;
import dev.fettle.gateway.field.View;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.provision.ProvisionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a node as the API shows and takes them: {@code contract/resources.md} section 4. */
public final class NodeFieldTable {
    public static final FieldSet FIELDS = new FieldSet("node", NodeFields.TABLE, rows());

    private static final int WITH_AVAILABLE = 2;
    private static final int WITH_INSPECT_WAIT = 39;

    private NodeFieldTable() {}

    private static List<ApiField> rows() {
        var rows = new ArrayList<ApiField>(List.of(
                plain(NodeFields.INSTANCE_UUID, 1).listed().taken(),
                plain(NodeFields.MAINTENANCE, 1).listed().taken(),
                plain(NodeFields.POWER_STATE, 1).listed(),
                masked(NodeFields.PROVISION_STATE, 1, (ApiField.Valued) NodeFieldTable::provisionState)
                        .listed(),
                plain(NodeFields.UUID, 1).listed().taken(),
                plain(NodeFields.NAME, 5).listed().taken(),
                plain(NodeFields.TARGET_PROVISION_STATE, 1),
                plain(NodeFields.PROVISION_UPDATED_AT, 1),
                plain(NodeFields.TARGET_POWER_STATE, 1),
                masked(NodeFields.LAST_ERROR, 1, NodeRedaction.text(NodeFields.LAST_ERROR)),
                masked(NodeFields.RESERVATION, 1, NodeRedaction.text(NodeFields.RESERVATION)),
                plain(NodeFields.MAINTENANCE_REASON, 1),
                plain(NodeFields.FAULT, 42),
                plain(NodeFields.DRIVER, 1).taken(),
                masked(
                                NodeFields.DRIVER_INFO,
                                1,
                                NodeRedaction.driverDocument(NodeFields.DRIVER_INFO, "snmp_auth_key", "snmp_priv_key"))
                        .taken(),
                masked(
                        NodeFields.DRIVER_INTERNAL_INFO,
                        3,
                        NodeRedaction.driverDocument(NodeFields.DRIVER_INTERNAL_INFO)),
                plain(NodeFields.PROPERTIES, 1).taken(),
                masked(NodeFields.INSTANCE_INFO, 1, (ApiField.Valued) NodeRedaction::instanceInfo).taken(),
                plain(NodeFields.EXTRA, 1).taken(),
                plain(NodeFields.INSTANCE_NAME, 104).taken(),
                plain(NodeFields.CHASSIS_UUID, 1).taken(),
                plain(NodeFields.CONSOLE_ENABLED, 1).taken(),
                plain(NodeFields.INSPECTION_STARTED_AT, 6),
                plain(NodeFields.INSPECTION_FINISHED_AT, 6),
                plain(NodeFields.CLEAN_STEP, 7),
                plain(NodeFields.DEPLOY_STEP, 44),
                plain(NodeFields.SERVICE_STEP, 87),
                plain(NodeFields.RAID_CONFIG, 12),
                plain(NodeFields.TARGET_RAID_CONFIG, 12),
                plain(NodeFields.RESOURCE_CLASS, 21).taken(),
                plain(NodeFields.TRAITS, 37),
                plain(NodeFields.CONDUCTOR_GROUP, 46).taken(),
                plain(NodeFields.AUTOMATED_CLEAN, 47).taken(),
                plain(NodeFields.PROTECTED, 48),
                plain(NodeFields.PROTECTED_REASON, 48),
                computed(
                        "conductor",
                        49,
                        Set.of(NodeFields.UUID, NodeFields.DRIVER, NodeFields.CONDUCTOR_GROUP),
                        (ApiField.Valued) NodeFieldTable::conductor),
                plain(NodeFields.OWNER, 50).taken(),
                plain(NodeFields.DESCRIPTION, 51).taken(),
                plain(NodeFields.ALLOCATION_UUID, 52),
                plain(NodeFields.RETIRED, 61).taken(),
                plain(NodeFields.RETIRED_REASON, 61).taken(),
                plain(NodeFields.LESSEE, 65).taken(),
                plain(NodeFields.NETWORK_DATA, 66).taken(),
                plain(NodeFields.BOOT_MODE, 75).taken(),
                plain(NodeFields.SECURE_BOOT, 75).taken(),
                plain(NodeFields.SHARD, 82).taken(),
                plain(NodeFields.PARENT_NODE, 83).taken(),
                plain(NodeFields.DISABLE_POWER_OFF, 95).taken(),
                plain(NodeFields.HEALTH, 109),
                plain(NodeFields.CREATED_AT, 1).unselectable(),
                plain(NodeFields.UPDATED_AT, 1).unselectable(),
                links("links", 1, "").listed(),
                links("ports", 1, "/ports"),
                links("states", 14, "/states"),
                links("portgroups", 24, "/portgroups"),
                links("volume", 32, "/volume")));
        for (var kind : InterfaceKind.values()) {
            rows.add(plain(NodeFields.interfaceOf(kind), interfaceSince(kind)).taken());
        }
        return rows;
    }

    private static int interfaceSince(InterfaceKind kind) {
        return switch (kind) {
            case NETWORK -> 20;
            case STORAGE -> 33;
            case RESCUE -> 38;
            case BIOS -> 40;
            case FIRMWARE -> 86;
            case BOOT, CONSOLE, DEPLOY, INSPECT, MANAGEMENT, POWER, RAID, VENDOR -> 31;
        };
    }

    private static ApiField links(String name, int since, String below) {
        var links = new Links("nodes/", below);
        return computed(
                        name,
                        since,
                        Set.of(NodeFields.UUID),
                        (out, values, view) -> links.write(out, view.baseUrl(), values.require(NodeFields.UUID)))
                .unselectable();
    }

    /** Old versions do not know all names of states. */
    static @Nullable String provisionState(Values values, View view) {
        var state = values.get(NodeFields.PROVISION_STATE);
        if (ProvisionState.AVAILABLE.word().equals(state) && !view.version().atLeast(WITH_AVAILABLE)) {
            return null;
        }
        if (ProvisionState.INSPECT_WAIT.word().equals(state)
                && !view.version().atLeast(WITH_INSPECT_WAIT)) {
            return ProvisionState.INSPECTING.word();
        }
        return state;
    }

    private static @Nullable String conductor(Values values, View view) {
        return view.owners().ownerOf(Node.of(values)).orElse(null);
    }
}
