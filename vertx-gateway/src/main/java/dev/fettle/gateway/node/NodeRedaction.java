package dev.fettle.gateway.node;

import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.View;
import dev.fettle.gateway.field.Visibility;
import dev.fettle.http.MaskedJson;
import dev.fettle.http.Request;
import dev.fettle.http.Target;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Fields of a node that not every caller sees: {@code contract/policy.md} section 6. */
final class NodeRedaction {
    /** What lists could be sorted by and not every caller sees; documents are no sort keys anyway. */
    private static final Set<Field<?>> SORTABLE = Set.of(NodeFields.LAST_ERROR, NodeFields.RESERVATION);

    private NodeRedaction() {}

    /**
     * The order of a list tells about the values that it is sorted by.
     *
     * @param listed all kinds of nodes that the list may hold
     * @throws RuntimeException 403 when the caller may not see the field of all of them
     */
    static void checkSortKey(Request request, Field<?> key, Stream<Target> listed) {
        if (SORTABLE.contains(key)) {
            listed.forEach(target -> request.require(rule(key), target));
        }
    }

    /** A text that becomes a marker. */
    static ApiField.Writer text(Field<String> field) {
        var rule = rule(field);
        return ApiField.shows(
                (values, view) -> hidden(view, rule, values) ? Visibility.marker(rule) : values.get(field));
    }

    /** {@code driver_info} and the like: a marker instead of all, masked secrets otherwise. */
    static ApiField.Writer driverDocument(Field<Map<String, Object>> field, String... secretKeys) {
        var rule = rule(field);
        return ApiField.shows((values, view) -> hidden(view, rule, values)
                ? Map.of("content", Visibility.marker(rule))
                : document(values, field, may(view, Visibility::driverSecrets), secretKeys));
    }

    static Object instanceInfo(Values values, View view) {
        var secrets = may(view, Visibility::instanceSecrets);
        return document(values, NodeFields.INSTANCE_INFO, secrets, "configdrive", "image_url");
    }

    private static Object document(
            Values values, Field<Map<String, Object>> field, boolean secrets, String... secretKeys) {
        var document = values.require(field);
        return secrets ? document : MaskedJson.of(document, secretKeys);
    }

    private static boolean hidden(View view, String rule, Values node) {
        return view.visibility()
                .filter(visibility -> !visibility.shows(rule, node))
                .isPresent();
    }

    private static boolean may(View view, Predicate<Visibility> what) {
        return view.visibility().filter(what).isPresent();
    }

    private static String rule(Field<?> field) {
        return "baremetal:node:get:" + field.name();
    }
}
