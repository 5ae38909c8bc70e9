package dev.fettle.model.patch;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.InterfaceKind;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which fields of a resource a patch may touch ({@code contract/resources.md} section 2).
 *
 * @param roots fields that may be touched
 * @param required fields that have no empty value: removing one, or setting it to null, is refused
 */
public record PatchRules(Set<String> roots, Set<String> required) {
    public static final PatchRules NODE = new PatchRules(
            Stream.concat(
                            Arrays.stream(InterfaceKind.values()).map(InterfaceKind::fieldName),
                            Stream.of(
                                    "automated_clean",
                                    "chassis_uuid",
                                    "conductor_group",
                                    "description",
                                    "disable_power_off",
                                    "driver",
                                    "driver_info",
                                    "extra",
                                    "instance_info",
                                    "instance_name",
                                    "instance_uuid",
                                    "lessee",
                                    "maintenance",
                                    "name",
                                    "network_data",
                                    "owner",
                                    "parent_node",
                                    "properties",
                                    "protected",
                                    "protected_reason",
                                    "resource_class",
                                    "retired",
                                    "retired_reason",
                                    "shard"))
                    .collect(Collectors.toUnmodifiableSet()),
            Set.of("driver", "maintenance", "conductor_group"));

    public static final PatchRules PORT = new PatchRules(
            Set.of(
                    "address",
                    "available_for_dynamic_portgroup",
                    "category",
                    "description",
                    "extra",
                    "is_smartnic",
                    "local_link_connection",
                    "name",
                    "node_ident",
                    "node_uuid",
                    "physical_network",
                    "portgroup_uuid",
                    "pxe_enabled",
                    "vendor"),
            Set.of("address", "node_uuid", "pxe_enabled", "available_for_dynamic_portgroup"));

    public PatchRules {
        roots = Set.copyOf(roots);
        required = Set.copyOf(required);
    }

    /** @throws FaultException {@code PATCH_ERROR} that names the path */
    public void check(JsonPatch patch) {
        for (var operation : patch.operations()) {
            if (!roots.contains(operation.root())) {
                throw new FaultException(
                        FaultCode.PATCH_ERROR,
                        "'/" + String.join("/", operation.path()) + "' is not a path that a patch may touch.");
            }
            if (operation.wholeField() && operation.value() == null && required.contains(operation.root())) {
                throw new FaultException(FaultCode.PATCH_ERROR, "'/" + operation.root() + "' can not be removed.");
            }
        }
    }
}
