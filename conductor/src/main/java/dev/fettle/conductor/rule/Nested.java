package dev.fettle.conductor.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes inside documents, as copies: what was there stays as it was. */
final class Nested {
    private static final int DEEPEST = 32;

    private Nested() {}

    /**
     * Segments of a path: {@code extra/a/b} or {@code extra.a.b}.
     *
     * @throws RuntimeException when it is empty or too deep
     */
    static List<String> path(String text) {
        var stripped = text.replaceAll("^/+|/+$", "");
        var segments = List.of(text.contains("/") ? stripped.split("/") : stripped.split("\\."));
        if (stripped.isEmpty() || segments.size() > DEEPEST) {
            throw RuleFailure.of("An inspection rule has a path of no or more than " + DEEPEST + " segments.");
        }
        return segments;
    }

    /** The document with another value at the path; objects on the way are made where there are none. */
    static Map<String, @Nullable Object> changed(
            Map<String, ? extends @Nullable Object> document,
            List<String> path,
            UnaryOperator<@Nullable Object> change) {
        var copy = new LinkedHashMap<String, @Nullable Object>(document);
        var key = path.getFirst();
        var value = copy.get(key);
        copy.put(
                key,
                path.size() == 1
                        ? change.apply(value)
                        : changed(object(value, key), path.subList(1, path.size()), change));
        return copy;
    }

    /** The document without what is at the path; the same when there is nothing. */
    static Map<String, @Nullable Object> without(Map<String, ? extends @Nullable Object> document, List<String> path) {
        var copy = new LinkedHashMap<String, @Nullable Object>(document);
        var key = path.getFirst();
        if (path.size() == 1) {
            copy.remove(key);
        } else if (copy.get(key) instanceof Map<?, ?>) {
            copy.put(key, without(object(copy.get(key), key), path.subList(1, path.size())));
        }
        return copy;
    }

    /** The list with one more at its end; a list of one when there is none yet. */
    static List<@Nullable Object> extended(@Nullable Object list, @Nullable Object value, boolean unique) {
        if (list != null && !(list instanceof List<?>)) {
            throw RuleFailure.of("An inspection rule cannot extend what is not a list.");
        }
        var copy = list == null ? new ArrayList<@Nullable Object>() : new ArrayList<@Nullable Object>((List<?>) list);
        if (!unique || !copy.contains(value)) {
            copy.add(value);
        }
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value, String key) {
        return switch (value) {
            case null -> Map.of();
            case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
            default ->
                throw RuleFailure.of(
                        "An inspection rule looks for something inside '" + key + "', which is not an object.");
        };
    }
}
