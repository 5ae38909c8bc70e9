package dev.fettle.gateway.node;

import dev.fettle.db.node.NodeFilter;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.http.Microversion;
import dev.fettle.http.Parameters;
import dev.fettle.model.field.Field;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.patch.Idents;
import dev.fettle.model.provision.ProvisionState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The filters of node lists: {@code contract/endpoints.tsv} and section 1 of {@code contract/resources.md}. All must hold. */
final class NodeFilters {
    private static final Set<String> FAULTS =
            Set.of("power failure", "clean failure", "rescue abort failure", "service failure");
    private static final int CHILDREN_SINCE = 83;

    /**
     * One filter argument.
     *
     * @param since first version that takes it
     */
    private record Row(String argument, int since, BiFunction<Parameters, String, Optional<NodeFilter>> filter) {}

    private static final List<Row> ROWS = List.of(
            new Row("chassis_uuid", 1, (query, name) -> query.uuid(name).map(NodeFilters::ofChassis)),
            new Row(
                    "instance_uuid",
                    1,
                    (query, name) -> query.uuid(name).map(value -> equal(NodeFields.INSTANCE_UUID, value))),
            new Row(
                    "associated",
                    1,
                    (query, name) -> query.flag(name).map(set -> notNull(NodeFields.INSTANCE_UUID, set))),
            new Row("maintenance", 1, flag(NodeFields.MAINTENANCE)),
            new Row("retired", 1, flag(NodeFields.RETIRED)),
            new Row("provision_state", 9, NodeFilters::provisionState),
            new Row("driver", 16, text(NodeFields.DRIVER)),
            new Row("resource_class", 21, text(NodeFields.RESOURCE_CLASS)),
            new Row("fault", 42, NodeFilters::fault),
            new Row(
                    "conductor_group",
                    46,
                    (query, name) -> query.text(name)
                            .map(group -> equal(NodeFields.CONDUCTOR_GROUP, group.toLowerCase(Locale.ROOT)))),
            new Row("owner", 50, text(NodeFields.OWNER)),
            new Row("lessee", 65, text(NodeFields.LESSEE)),
            new Row(
                    "description_contains",
                    1,
                    (query, name) ->
                            query.text(name).map(part -> new NodeFilter.Contains(NodeFields.DESCRIPTION, part))),
            new Row("project", 1, (query, name) -> query.text(name).map(NodeFilter.OwnerOrLessee::new)),
            new Row(
                    "shard",
                    82,
                    (query, name) -> query.csv(name).map(shards -> new NodeFilter.In(NodeFields.SHARD, shards))),
            new Row("sharded", 82, (query, name) -> query.flag(name).map(set -> notNull(NodeFields.SHARD, set))),
            new Row("instance_name", 104, text(NodeFields.INSTANCE_NAME)));

    static final Set<String> ARGUMENTS = Stream.concat(
                    ROWS.stream().map(Row::argument), Stream.of("conductor", "include_children", "parent_node"))
            .collect(Collectors.toUnmodifiableSet());

    private NodeFilters() {}

    /**
     * @param detailPath whether the path is {@code /detail}: there the child arguments have no gate and any word means true
     * @return empty when nothing can match
     */
    static Optional<List<NodeFilter>> of(Parameters query, Microversion version, boolean detailPath) {
        var filters = new ArrayList<NodeFilter>();
        for (var row : ROWS) {
            if (query.has(row.argument())) {
                FieldSet.gate(row.since(), version);
                row.filter().apply(query, row.argument()).ifPresent(filters::add);
            }
        }
        if (!detailPath && (query.has("include_children") || query.has("parent_node"))) {
            FieldSet.gate(CHILDREN_SINCE, version);
        }
        if (includesChildren(query, detailPath)) {
            return Optional.of(filters);
        }
        var parent = query.text("parent_node");
        if (parent.isPresent() && Idents.uuid(parent.get()).isEmpty()) {
            return Optional.empty(); // compared with stored uuids: a name matches none
        }
        filters.add(new NodeFilter.Equals(
                NodeFields.PARENT_NODE, parent.flatMap(Idents::uuid).orElse(null)));
        return Optional.of(filters);
    }

    /** Filters that the link to the next page repeats. */
    static Map<String, String> echoed(Parameters query) {
        var echoed = new LinkedHashMap<String, String>();
        for (var name : List.of("associated", "maintenance", "retired")) {
            if (query.flag(name).orElse(false)) {
                echoed.put(name, "True");
            }
        }
        return echoed;
    }

    private static boolean includesChildren(Parameters query, boolean detailPath) {
        return detailPath
                ? query.text("include_children").filter(word -> !word.isEmpty()).isPresent()
                : query.flag("include_children").orElse(false);
    }

    private static BiFunction<Parameters, String, Optional<NodeFilter>> text(Field<?> field) {
        return (query, name) -> query.text(name).map(value -> equal(field, value));
    }

    private static BiFunction<Parameters, String, Optional<NodeFilter>> flag(Field<?> field) {
        return (query, name) -> query.flag(name).map(value -> equal(field, value));
    }

    private static Optional<NodeFilter> provisionState(Parameters query, String name) {
        return query.text(name).map(word -> {
            if (ProvisionState.find(word).isEmpty()) {
                throw Parameters.invalid("Provision state \"" + Parameters.shown(word) + "\" is not valid");
            }
            return equal(NodeFields.PROVISION_STATE, word);
        });
    }

    private static Optional<NodeFilter> fault(Parameters query, String name) {
        return query.text(name).map(word -> {
            if (!FAULTS.contains(word)) {
                throw Parameters.invalid("Unrecognized fault \"" + Parameters.shown(word) + "\".");
            }
            return equal(NodeFields.FAULT, word);
        });
    }

    static NodeFilter ofChassis(UUID uuid) {
        return equal(NodeFields.CHASSIS_UUID, uuid);
    }

    private static NodeFilter equal(Field<?> field, Object value) {
        return new NodeFilter.Equals(field, value);
    }

    private static NodeFilter notNull(Field<?> field, boolean set) {
        return new NodeFilter.NotNull(field, set);
    }
}
