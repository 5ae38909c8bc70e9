package dev.fettle.conductor.rule;

import dev.fettle.model.Secrets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What rules look at and change: plain documents, so that nothing is written before all rules went well. Belongs to one thread. */
final class RuleScene {
    private final Map<String, Object> facts;
    private final Map<String, Object> inventory;
    private Map<String, @Nullable Object> node;
    private Map<String, @Nullable Object> pluginData;
    private final Map<UUID, Map<String, @Nullable Object>> ports = new LinkedHashMap<>();
    private final Set<String> traits;

    /**
     * @param facts of the node: all that rules may read
     * @param node what rules may change of it
     * @param ports what rules may change of each
     */
    RuleScene(
            Map<String, Object> facts,
            Map<String, @Nullable Object> node,
            Map<UUID, Map<String, @Nullable Object>> ports,
            List<String> traits,
            Map<String, Object> inventory,
            Map<String, Object> pluginData) {
        this.facts = facts;
        this.node = new LinkedHashMap<>(node);
        this.ports.putAll(ports);
        this.traits = new LinkedHashSet<>(traits);
        this.inventory = inventory;
        this.pluginData = new LinkedHashMap<>(pluginData);
    }

    /**
     * What a name stands for in a replacement field.
     *
     * @return null for an unknown name
     */
    @Nullable
    Object root(String name) {
        return switch (name) {
            case "node" -> {
                var all = new LinkedHashMap<String, @Nullable Object>(facts);
                all.putAll(node);
                all.put("traits", List.copyOf(traits));
                yield masked(all);
            }
            case "inventory" -> masked(inventory);
            case "plugin_data" -> masked(pluginData);
            default -> null;
        };
    }

    Map<String, @Nullable Object> node() {
        return node;
    }

    void node(Map<String, @Nullable Object> other) {
        node = other;
    }

    Map<UUID, Map<String, @Nullable Object>> ports() {
        return ports;
    }

    Set<String> traits() {
        return traits;
    }

    Map<String, @Nullable Object> pluginData() {
        return pluginData;
    }

    void pluginData(Map<String, @Nullable Object> other) {
        pluginData = other;
    }

    /** Rules do not get to see secrets: what they read may end in a log, or at an address. */
    private static @Nullable Object masked(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((key, inner) ->
                        copy.put(key, Secrets.looksSecret(String.valueOf(key)) ? Secrets.MASK : masked(inner)));
                yield copy;
            }
            case List<?> list -> list.stream().map(RuleScene::masked).toList();
            case null -> null;
            default -> value;
        };
    }
}
