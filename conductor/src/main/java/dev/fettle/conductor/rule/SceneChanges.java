package dev.fettle.conductor.rule;

import dev.fettle.conductor.step.OperationTask;
import dev.fettle.db.operation.Outcome.InventoryChange;
import dev.fettle.model.field.FieldTable;
import dev.fettle.model.field.FieldType;
import dev.fettle.model.field.Values;
import dev.fettle.model.hardware.Inventory;
import dev.fettle.model.node.Node;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.NodeDocument;
import dev.fettle.model.patch.PatchRules;
import dev.fettle.model.patch.PortDocument;
import dev.fettle.model.port.Port;
import dev.fettle.model.port.PortFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the scene of a node and takes over what rules changed in it: only fields that callers may write too, under the same checks. */
final class SceneChanges {
    /** Which node or group a port belongs to is not for rules to say. */
    private static final Set<String> NOT_OF_PORTS = Set.of("node_uuid", "node_ident", "portgroup_uuid");

    private final OperationTask task;
    private final BinaryOperator<Node> limits;
    private final Inventory found;
    private final Map<String, @Nullable Object> nodeBefore;
    private final Map<UUID, Map<String, @Nullable Object>> portsBefore;

    SceneChanges(OperationTask task, BinaryOperator<Node> limits, Inventory found) {
        this.task = task;
        this.limits = limits;
        this.found = found;
        this.nodeBefore = NodeDocument.of(task.node());
        nodeBefore.keySet().retainAll(PatchRules.NODE.roots());
        this.portsBefore = task.ports().stream()
                .collect(Collectors.toMap(Port::uuid, SceneChanges::document, (one, _) -> one, LinkedHashMap::new));
    }

    RuleScene scene() {
        return new RuleScene(
                facts(task.node().values()),
                nodeBefore,
                portsBefore,
                task.node().traits(),
                found.inventory(),
                found.pluginData());
    }

    /**
     * Hands over what is to be written with the end of the inspection.
     *
     * @throws dev.fettle.model.FaultException when a value does not fit its field, or the node may not change like that
     */
    void write(RuleScene scene) {
        var node = changed(nodeBefore, scene.node(), NodeFields.TABLE);
        var after = Node.of(task.node().values().overlay(NodeDocument.read(node)));
        var allowed = node.isEmpty() ? task.node() : limits.apply(task.node(), after);
        var ports = new ArrayList<Values>();
        for (var port : task.ports()) {
            var fields = changed(
                    Objects.requireNonNull(portsBefore.get(port.uuid())),
                    Objects.requireNonNull(scene.ports().get(port.uuid())),
                    PortFields.TABLE);
            if (!fields.isEmpty()) {
                ports.add(port.values().overlay(PortDocument.read(fields)));
            }
        }
        task.change(_ -> allowed);
        task.outcome(outcome -> outcome.withPorts(ports));
        if (!scene.pluginData().equals(found.pluginData())) {
            var changed = new Inventory(found.inventory(), withoutNulls(scene.pluginData()));
            task.outcome(outcome -> outcome.with(new InventoryChange.Kept(changed)));
        }
        var traits = List.copyOf(new TreeSet<>(scene.traits()));
        if (!traits.equals(task.node().traits())) {
            task.outcome(outcome -> outcome.withTraits(traits));
        }
    }

    private static Map<String, @Nullable Object> document(Port port) {
        var document = PortDocument.of(port);
        document.keySet().retainAll(PatchRules.PORT.roots());
        document.keySet().removeAll(NOT_OF_PORTS);
        return document;
    }

    /** What differs; a number for a field of text is written out. */
    private static Map<String, @Nullable Object> changed(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after, FieldTable table) {
        var changed = new LinkedHashMap<String, @Nullable Object>();
        after.forEach((name, value) -> {
            if (!Objects.equals(value, before.get(name))) {
                var text = table.find(name)
                        .filter(field -> field.type() == FieldType.TEXT && value instanceof Number)
                        .isPresent();
                changed.put(name, text ? RuleTexts.shown(value) : value);
            }
        });
        return changed;
    }

    private static Map<String, Object> facts(Values values) {
        var facts = new LinkedHashMap<String, Object>();
        for (var field : values.setFields()) {
            switch (values.get(field)) {
                case null -> {}
                case UUID uuid -> facts.put(field.name(), uuid.toString());
                case Instant time -> facts.put(field.name(), time.toString());
                case Object value -> facts.put(field.name(), value);
            }
        }
        return facts;
    }

    private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> data) {
        var kept = new LinkedHashMap<String, Object>();
        data.forEach((name, value) -> {
            if (value != null) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}
