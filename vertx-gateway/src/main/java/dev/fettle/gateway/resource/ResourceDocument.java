package dev.fettle.gateway.resource;

import dev.fettle.gateway.field.FieldSet;
import dev.fettle.http.Request;
import dev.fettle.model.field.Field;
import dev.fettle.model.field.Values;
import dev.fettle.model.patch.DocumentRules;
import dev.fettle.model.patch.JsonPatch;
import dev.fettle.model.patch.PatchRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What callers write of one resource.
 *
 * @param required names that POST must bring; elsewhere null in POST means absent
 * @param check refuses by exception what may not become of a row by a patch; sees it before and after
 */
public record ResourceDocument(
        FieldSet fields,
        DocumentRules rules,
        PatchRules patches,
        Set<String> required,
        BiConsumer<Values, Values> check) {
    private static final int ESCAPES_SINCE = 98;

    public ResourceDocument {
        required = Set.copyOf(required);
    }

    public ResourceDocument(FieldSet fields, DocumentRules rules, PatchRules patches, Set<String> required) {
        this(fields, rules, patches, required, (_, _) -> {});
    }

    /**
     * The row that a POST asks for, with a uuid of its own when the caller named none.
     *
     * @throws RuntimeException 400 or 406 that says what is wrong with the body
     */
    public Values created(Request request) {
        return created(request, request.object(rules.argument()));
    }

    /** The same from a body that the caller has looked at already. */
    public Values created(Request request, Map<String, @Nullable Object> body) {
        fields.checkCreate(body, request.version(), true);
        for (var name : required) {
            if (!body.containsKey(name)) {
                throw rules.refused("'" + name + "' is a required property");
            }
        }
        var given = new LinkedHashMap<>(body);
        given.entrySet().removeIf(entry -> entry.getValue() == null && !required.contains(entry.getKey()));
        var row = rules.read(given);
        var uuid = uuidField();
        return row.getOrNull(uuid) == null
                ? row.toBuilder().putRaw(uuid, request.newUuid()).build()
                : row;
    }

    /**
     * The patch in the body of a request, after its paths were checked.
     *
     * @throws RuntimeException 400 that names the path
     */
    public JsonPatch patch(Request request) {
        request.refuseQuery();
        var patch = JsonPatch.parse(request.json(), request.version().atLeast(ESCAPES_SINCE));
        patches.check(patch);
        return patch;
    }

    /**
     * What a row is after a patch.
     *
     * @throws RuntimeException 400 that says which operation does not fit or which value is wrong
     */
    public Values patched(Values before, JsonPatch patch) {
        var after = rules.patched(before, patch);
        check.accept(before, after);
        return after;
    }

    private Field<?> uuidField() {
        return Objects.requireNonNull(rules.table().find("uuid").orElse(null), "a resource without uuid");
    }
}
