package dev.fettle.gateway.field;

import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.PatchOperation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A patch as it travels to the conductor, which applies it under the lock. */
public final class PatchBody {
    private PatchBody() {}

    public static List<Map<String, Object>> of(JsonPatch patch) {
        return of(patch, PatchOperation::value);
    }

    /** @param value what an operation puts; may differ from what the caller wrote, as where a name stands for a uuid */
    public static List<Map<String, Object>> of(JsonPatch patch, Function<PatchOperation, @Nullable Object> value) {
        return patch.operations().stream()
                .map(operation -> wire(operation, value))
                .toList();
    }

    @SuppressWarnings("NullAway") // JSON null is a value of a patch
    private static Map<String, Object> wire(
            PatchOperation operation, Function<PatchOperation, @Nullable Object> value) {
        var map = new LinkedHashMap<String, Object>();
        map.put("op", operation.kind().word());
        map.put("path", path(operation));
        if (operation.kind() != PatchOperation.Kind.REMOVE) {
            map.put("value", value.apply(operation));
        }
        return Collections.unmodifiableMap(map);
    }

    private static String path(PatchOperation operation) {
        var path = new StringBuilder();
        operation
                .path()
                .forEach(segment ->
                        path.append('/').append(segment.replace("~", "~0").replace("/", "~1")));
        return path.toString();
    }
}
