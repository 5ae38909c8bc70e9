package dev.fettle.model.patch;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a JSON patch.
 *
 * @param path decoded segments, at least one
 * @param value what to put; null for remove, and for a JSON null
 */
public record PatchOperation(
        Kind kind, List<String> path, @Nullable Object value) {

    /** The three kinds that are served; test, move and copy are not. */
    public enum Kind {
        ADD,
        REPLACE,
        REMOVE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PatchOperation {
        path = List.copyOf(path);
    }

    /** First segment: the field that is touched. */
    public String root() {
        return path.getFirst();
    }

    /** Whether it touches the field itself, not something inside it. */
    public boolean wholeField() {
        return path.size() == 1;
    }

    /** Without the value, which may be secret. */
    @Override
    public String toString() {
        return kind.word() + " /" + String.join("/", path);
    }
}
