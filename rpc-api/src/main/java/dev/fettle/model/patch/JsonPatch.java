package dev.fettle.model.patch;

import dev.fettle.model.FaultCode;
import dev.fettle.model.FaultException;
import dev.fettle.model.patch.PatchOperation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON patch as Ironic takes it ({@code contract/resources.md} section 2): add, replace and remove. Immutable; applying it changes no
 * document but makes a new one.
 */
public record JsonPatch(List<PatchOperation> operations) {
    /** More operations than anyone sends by hand or by program; each costs a copy of the containers on its path. */
    public static final int MAX_OPERATIONS = 1000;

    private static final int MAX_SEGMENTS = 64;
    private static final Set<String> KEYS = Set.of("op", "path", "value");
    // letters of any language; possessive: else a path of many segments needs more stack than there is
    private static final Pattern PATH = Pattern.compile("(?U)(?:/[\\w-]++)++");
    private static final Pattern ESCAPED_PATH = Pattern.compile("(?U)(?:/(?:[\\w-]|~[01])++)++");
    private static final Pattern ANY_PATH = Pattern.compile("(?:/[^/]++)++");

    public JsonPatch {
        operations = List.copyOf(operations);
    }

    /** The patch of a request whose syntax an edge has checked already; escapes in paths are decoded. */
    public static JsonPatch of(List<? extends @Nullable Object> body) {
        return parse(body, true);
    }

    /**
     * @param escapes whether {@code ~0} and {@code ~1} may stand in paths (REST 1.98 and newer)
     * @throws FaultException {@code INVALID_PARAMETER_VALUE} for a body that is no list of operations
     */
    public static JsonPatch parse(@Nullable Object body, boolean escapes) {
        return parse(body, escapes ? ESCAPED_PATH : PATH);
    }

    /** The same for resources whose keys may be of any characters; escapes are decoded. A value is no array and no fraction. */
    public static JsonPatch parseAnyPath(@Nullable Object body) {
        var patch = parse(body, ANY_PATH);
        for (var operation : patch.operations) {
            if (operation.value() instanceof List<?>
                    || operation.value() instanceof Double
                    || operation.value() instanceof Float) {
                throw schemaError("the value of '" + operation
                        + "' is neither a string nor an object, a whole number, true, false or null");
            }
        }
        return patch;
    }

    private static JsonPatch parse(@Nullable Object body, Pattern paths) {
        if (!(body instanceof List<?> items)) {
            throw schemaError("the body is not an array of operations");
        }
        if (items.size() > MAX_OPERATIONS) {
            throw schemaError(items.size() + " operations, at most " + MAX_OPERATIONS + " are taken");
        }
        var operations = new ArrayList<PatchOperation>(items.size());
        for (var item : items) {
            operations.add(operation(item, paths));
        }
        return new JsonPatch(operations);
    }

    /**
     * The document with all operations applied, one after the other.
     *
     * @param document every field of the resource, those without a value as null
     * @throws FaultException {@code PATCH_ERROR} that names the operation which does not fit
     */
    public Map<String, @Nullable Object> applyTo(Map<String, ? extends @Nullable Object> document) {
        Map<String, @Nullable Object> current = new LinkedHashMap<>(document);
        for (var operation : operations) {
            applyOne(current, operation);
        }
        return current;
    }

    private static PatchOperation operation(@Nullable Object item, Pattern paths) {
        if (!(item instanceof Map<?, ?> map)) {
            throw schemaError("an operation is not an object");
        }
        for (var key : map.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw schemaError("an operation has unexpected properties");
            }
        }
        var kind = kind(map.get("op"));
        if (!(map.get("path") instanceof String path)) {
            throw schemaError("an operation has no 'path'");
        }
        if (!paths.matcher(path).matches()) {
            throw schemaError(
                    paths == ANY_PATH ? "a path has an empty segment" : "a path does not match '^(/[\\w-]+)+$'");
        }
        var segments = Arrays.stream(path.substring(1).split("/"))
                .map(JsonPatch::decode)
                .toList();
        if (segments.size() > MAX_SEGMENTS) {
            throw schemaError("a path is deeper than " + MAX_SEGMENTS);
        }
        if (kind != Kind.REMOVE && !map.containsKey("value")) {
            throw schemaError("operation '" + kind.word() + "' of '" + path + "' has no 'value'");
        }
        return new PatchOperation(kind, segments, kind == Kind.REMOVE ? null : map.get("value"));
    }

    private static Kind kind(@Nullable Object word) {
        for (var kind : Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw schemaError("'op' is not one of add, replace, remove");
    }

    private static String decode(String segment) {
        return segment.indexOf('~') < 0 ? segment : segment.replace("~1", "/").replace("~0", "~");
    }

    /** The root: removing a field is setting it to null, and no field can be invented. */
    private static void applyOne(Map<String, @Nullable Object> document, PatchOperation operation) {
        var root = operation.root();
        if (!document.containsKey(root)) {
            throw patchError(operation, "'/" + root + "' is no attribute of the resource");
        }
        document.put(root, operation.wholeField() ? operation.value() : changed(document.get(root), operation, 1));
    }

    /** A copy of the container with the rest of the path applied. */
    private static Object changed(@Nullable Object container, PatchOperation operation, int depth) {
        return switch (container) {
            case Map<?, ?> map -> changedMap(map, operation, depth);
            case List<?> list -> changedList(list, operation, depth);
            case null, default ->
                throw patchError(
                        operation, "'" + operation.path().get(depth - 1) + "' is neither an object nor an array");
        };
    }

    private static Object changedMap(Map<?, ?> map, PatchOperation operation, int depth) {
        var copy = new LinkedHashMap<Object, @Nullable Object>(map);
        var key = operation.path().get(depth);
        var last = depth == operation.path().size() - 1;
        if ((!last || operation.kind() != Kind.ADD) && !copy.containsKey(key)) {
            throw patchError(operation, "there is no member '" + key + "'");
        }
        if (!last) {
            copy.put(key, changed(copy.get(key), operation, depth + 1));
        } else if (operation.kind() == Kind.REMOVE) {
            copy.remove(key);
        } else {
            copy.put(key, operation.value());
        }
        return copy;
    }

    private static Object changedList(List<?> list, PatchOperation operation, int depth) {
        var copy = new ArrayList<@Nullable Object>(list);
        var segment = operation.path().get(depth);
        var last = depth == operation.path().size() - 1;
        var adds = last && operation.kind() == Kind.ADD;
        var index = adds && segment.equals("-") ? copy.size() : index(operation, segment);
        if (index >= copy.size() + (adds ? 1 : 0)) {
            throw patchError(operation, "there is no item " + segment);
        }
        if (!last) {
            copy.set(index, changed(copy.get(index), operation, depth + 1));
        } else {
            switch (operation.kind()) {
                case ADD -> copy.add(index, operation.value());
                case REPLACE -> copy.set(index, operation.value());
                case REMOVE -> copy.remove(index);
            }
        }
        return copy;
    }

    private static int index(PatchOperation operation, String segment) {
        if (!segment.matches("0|[1-9][0-9]{0,8}")) {
            throw patchError(operation, "'" + segment + "' is no index of an array");
        }
        return Integer.parseInt(segment);
    }

    private static FaultException schemaError(String reason) {
        return new FaultException(FaultCode.INVALID_PARAMETER_VALUE, "Schema error for patch: " + reason + ".");
    }

    private static FaultException patchError(PatchOperation operation, String reason) {
        return new FaultException(
                FaultCode.PATCH_ERROR, "Couldn't apply patch operation '" + operation + "'. Reason: " + reason + ".");
    }
}
