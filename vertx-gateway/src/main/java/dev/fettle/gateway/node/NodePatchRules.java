package dev.fettle.gateway.node;

import dev.fettle.http.Request;
import dev.fettle.model.InterfaceKind;
import dev.fettle.model.node.Node;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.PatchOperation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rules a patch of a node needs: {@code contract/policy.md} section 5. The first beginning that fits an operation's path decides. */
final class NodePatchRules {
    private static final String GENERAL = "baremetal:node:update";
    private static final String CLEANING = "baremetal:node:disable_cleaning";
    private static final String INTERFACES = "baremetal:node:update:driver_interfaces";

    private static final List<Map.Entry<String, String>> BEGINNINGS = List.of(
            Map.entry("/instance_info", "baremetal:node:update_instance_info"),
            Map.entry("/extra", "baremetal:node:update_extra"),
            Map.entry("/driver_info", "baremetal:node:update:driver_info"),
            Map.entry("/properties", "baremetal:node:update:properties"),
            Map.entry("/chassis_uuid", "baremetal:node:update:chassis_uuid"),
            Map.entry("/instance_uuid", "baremetal:node:update:instance_uuid"),
            Map.entry("/instance_name", "baremetal:node:update_instance_info"),
            Map.entry("/lessee", "baremetal:node:update:lessee"),
            Map.entry("/owner", "baremetal:node:update:owner"),
            Map.entry("/driver", INTERFACES),
            Map.entry("/network_data", "baremetal:node:update:network_data"),
            Map.entry("/conductor_group", "baremetal:node:update:conductor_group"),
            Map.entry("/name", "baremetal:node:update:name"),
            Map.entry("/retired", "baremetal:node:update:retired"),
            Map.entry("/shard", "baremetal:node:update:shard"),
            Map.entry("/parent_node", "baremetal:node:update:parent_node"),
            Map.entry("/disable_power_off", "baremetal:node:update:disable_power_off"));

    private static final Set<String> INTERFACE_FIELDS = Stream.of(InterfaceKind.values())
            .map(kind -> kind.word() + "_interface")
            .collect(Collectors.toUnmodifiableSet());

    private NodePatchRules() {}

    /** @throws RuntimeException 403 for the first rule that the caller does not pass */
    static void check(Request request, Node node, JsonPatch patch) {
        var target = NodeFinder.targetOf(node);
        rules(patch).forEach(rule -> request.require(rule, target));
    }

    /** All of them must pass. */
    static Set<String> rules(JsonPatch patch) {
        var rules = new LinkedHashSet<String>();
        patch.operations().forEach(operation -> rules.add(rule(operation)));
        if (rules.isEmpty()) {
            rules.add(GENERAL);
        }
        return rules;
    }

    private static String rule(PatchOperation operation) {
        var path = "/" + String.join("/", operation.path());
        for (var beginning : BEGINNINGS) {
            if (path.startsWith(beginning.getKey())) {
                return beginning.getValue();
            }
        }
        if (INTERFACE_FIELDS.contains(operation.root())) {
            return INTERFACES;
        }
        return operation.root().equals("automated_clean") && isFalse(operation.value()) ? CLEANING : GENERAL;
    }

    private static boolean isFalse(@Nullable Object value) {
        return value != null && Idents.flag(value.toString()).equals(Optional.of(false));
    }
}
