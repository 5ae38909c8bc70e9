package dev.fettle.db.hardware;

import dev.fettle.db.row.CleanText;
import dev.fettle.db.row.JsonText;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many rows as one parameter of a statement. */
final class JsonRows {
    private JsonRows() {}

    /** Rows as one JSON array, which one statement turns back into rows; fields that are not set are null. */
    static String of(String what, Collection<Values> rows, List<? extends Field<?>> fields) {
        var list = new ArrayList<LinkedHashMap<String, @Nullable Object>>();
        for (var row : rows) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            fields.forEach(field -> object.put(field.name(), row.getOrNull(field)));
            list.add(object);
        }
        return CleanText.requireJson(what, JsonText.write(list));
    }
}
