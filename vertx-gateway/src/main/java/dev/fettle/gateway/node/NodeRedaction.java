package dev.fettle.gateway.node;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.View;
import dev.fettle.gateway.field.Visibility;
import dev.fettle.http.JsonOut;
import dev.fettle.http.MaskedJson;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.node.NodeFields;
import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;

/** Fields of a node that not every caller sees: {@code contract/policy.md} section 6. */
final class NodeRedaction {
    private NodeRedaction() {}

    /** A text that becomes a marker. */
    static ApiField.Writer text(Field<String> field) {
        var rule = rule(field);
        return (out, values, view) -> {
            if (hidden(view, rule, values)) {
                out.writeString(Visibility.marker(rule));
            } else {
                JsonOut.value(out, values.get(field));
            }
        };
    }

    /** {@code driver_info} and the like: a marker instead of all, masked secrets otherwise. */
    static ApiField.Writer driverDocument(Field<Map<String, Object>> field, String... secretKeys) {
        var rule = rule(field);
        return (out, values, view) -> {
            if (hidden(view, rule, values)) {
                out.writeStartObject();
                out.writeStringField("content", Visibility.marker(rule));
                out.writeEndObject();
            } else if (may(view, Visibility::driverSecrets)) {
                JsonOut.value(out, values.require(field));
            } else {
                MaskedJson.write(out, values.require(field), secretKeys);
            }
        };
    }

    static void instanceInfo(JsonGenerator out, Values values, View view) throws IOException {
        var info = values.require(NodeFields.INSTANCE_INFO);
        if (may(view, Visibility::instanceSecrets)) {
            JsonOut.value(out, info);
        } else {
            MaskedJson.writeInstanceInfo(out, info);
        }
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
