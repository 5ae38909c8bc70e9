package dev.fettle.gateway.node;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.http.Request;
import dev.fettle.http.owner.Conductors;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.NodeDocument;
import dev.fettle.model.provision.ProvisionState;
import dev.fettle.rpc.node.CreateNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** POST of a node: checks the document, fills in what was left out, asks a conductor to store it. */
final class NewNodes {
    private static final int ENROLL_SINCE = 11;
    private static final Set<String> NOT_NULL = Set.of("driver", "maintenance", "console_enabled");

    private final Configuration config;
    private final NodeChecks checks;
    private final SelfOwnedNodes selfOwned;
    private final Conductors conductors;

    NewNodes(Configuration config, NodeChecks checks, SelfOwnedNodes selfOwned, Conductors conductors) {
        this.selfOwned = selfOwned;
        this.config = config;
        this.checks = checks;
        this.conductors = conductors;
    }

    /** @return the node as the conductor stored it */
    Node create(Request request) {
        var body = request.object("node");
        selfOwned.own(request, body);
        if (body.get("conductor_group") instanceof String group && group.isEmpty()) {
            body.remove("conductor_group");
        }
        NodeFieldTable.FIELDS.checkCreate(body, request.version(), true);
        if (!body.containsKey("driver")) {
            throw NodeDocument.RULES.refused("'driver' is a required property");
        }
        for (var name : NOT_NULL) {
            if (body.containsKey(name) && body.get(name) == null) {
                throw NodeDocument.RULES.refused("'" + name + "' must not be null");
            }
        }
        body.values().removeIf(Objects::isNull);
        checks.name(body.get("name"), request.version());
        checks.bootMode(body.get("properties") instanceof Map<?, ?> properties ? properties.get("capabilities") : null);
        if (body.get("parent_node") instanceof String parent) {
            body.put("parent_node", checks.parent(request, parent, body.get("owner")));
        }
        var node = Node.of(NodeDocument.read(withDefaults(request, body))
                .with(
                        NodeFields.PROVISION_STATE,
                        (request.version().atLeast(ENROLL_SINCE) ? ProvisionState.ENROLL : ProvisionState.AVAILABLE)
                                .word()));
        var created = Conductors.noHostIs400(() -> conductors.call(node, new CreateNode(node), request.context()));
        return Objects.requireNonNull(created, "create_node came back without a node");
    }

    private Map<String, @Nullable Object> withDefaults(Request request, Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(body);
        whole.putIfAbsent("uuid", request.newUuid().toString());
        whole.putIfAbsent("conductor_group", config.get(DefaultOptions.DEFAULT_CONDUCTOR_GROUP));
        config.get(DefaultOptions.DEFAULT_RESOURCE_CLASS).ifPresent(name -> whole.putIfAbsent("resource_class", name));
        for (var name : List.of("driver_info", "properties", "instance_info", "extra", "network_data")) {
            whole.putIfAbsent(name, Map.of());
        }
        for (var name : List.of("maintenance", "console_enabled", "protected", "retired", "disable_power_off")) {
            whole.putIfAbsent(name, false);
        }
        if (!whole.containsKey("instance_name")
                && whole.get("instance_info") instanceof Map<?, ?> info
                && info.get("display_name") instanceof String display
                && !display.isEmpty()) {
            whole.put("instance_name", display);
        }
        return whole;
    }
}
