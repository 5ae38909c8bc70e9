package dev.fettle.gateway.field;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Some fields of a resource, and the columns they need. Immutable. */
public record Selection(List<ApiField> fields, Set<Field<?>> columns) {

    static Selection of(List<ApiField> fields) {
        var columns = new LinkedHashSet<Field<?>>();
        fields.forEach(field -> columns.addAll(field.columns()));
        return new Selection(List.copyOf(fields), Set.copyOf(columns));
    }

    /** Writes one resource as an object. */
    public void write(JsonGenerator out, Values values, View view) throws IOException {
        out.writeStartObject();
        if (!fields.isEmpty()) {
            fields.getFirst().writeFirst(out, values, view);
        }
        for (var place = 1; place < fields.size(); place++) {
            fields.get(place).writeNext(out, values, view);
        }
        out.writeEndObject();
    }
}
