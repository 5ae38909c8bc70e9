package dev.fettle.gateway.inspection;

import static dev.fettle.gateway.field.ApiField.computed;
import static dev.fettle.gateway.field.ApiField.plain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.gateway.field.ApiField;
import dev.fettle.gateway.field.FieldSet;
import dev.fettle.http.JsonOut;
import dev.fettle.model.field.Field;
import dev.fettle.model.inspection.InspectionRuleFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an inspection rule as the API shows and takes them: {@code contract/resources.md} section 10. */
public final class InspectionRuleFieldTable {
    public static final FieldSet FIELDS = new FieldSet(
            "inspection_rule",
            InspectionRuleFields.TABLE,
            List.of(
                    plain(InspectionRuleFields.UUID, 1).listed().taken(),
                    plain(InspectionRuleFields.PRIORITY, 1).listed().taken(),
                    plain(InspectionRuleFields.PHASE, 1).listed().taken(),
                    plain(InspectionRuleFields.DESCRIPTION, 1).listed().taken(),
                    plain(InspectionRuleFields.SENSITIVE, 1).taken(),
                    parts(InspectionRuleFields.CONDITIONS, InspectionRuleFieldTable::condition),
                    parts(InspectionRuleFields.ACTIONS, InspectionRuleFieldTable::action),
                    plain(InspectionRuleFields.CREATED_AT, 1),
                    plain(InspectionRuleFields.UPDATED_AT, 1),
                    ApiField.links("inspection/", InspectionRuleFields.UUID).listed()));

    /** Writes what is special about one condition or action. */
    @FunctionalInterface
    private interface Rest {
        void write(JsonGenerator out, Map<?, ?> part) throws IOException;
    }

    private InspectionRuleFieldTable() {}

    /** Sensitive rules do not show what they look at and what they do. */
    private static ApiField parts(Field<List<Object>> field, Rest rest) {
        return computed(field.name(), 1, Set.of(field, InspectionRuleFields.SENSITIVE), (out, values, _) -> {
                    if (values.require(InspectionRuleFields.SENSITIVE)) {
                        out.writeNull();
                        return;
                    }
                    out.writeStartArray();
                    for (var item : values.require(field)) {
                        var part = (Map<?, ?>) item;
                        out.writeStartObject();
                        put(out, "op", part.get("op"));
                        put(out, "args", part.get("args"));
                        rest.write(out, part);
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                })
                .taken();
    }

    private static void condition(JsonGenerator out, Map<?, ?> part) throws IOException {
        if (isGiven(part.get("loop"))) {
            put(out, "loop", part.get("loop"));
            put(out, "multiple", part.get("multiple") == null ? "any" : part.get("multiple"));
        }
    }

    private static void action(JsonGenerator out, Map<?, ?> part) throws IOException {
        put(out, "loop", part.get("loop") == null ? List.of() : part.get("loop"));
    }

    private static boolean isGiven(@Nullable Object loop) {
        return loop != null && !loop.equals(List.of()) && !loop.equals(Map.of());
    }

    private static void put(JsonGenerator out, String name, @Nullable Object value) throws IOException {
        out.writeFieldName(name);
        JsonOut.value(out, value);
    }
}
