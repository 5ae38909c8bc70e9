package dev.fettle.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants to touch: the values that policy rules compare with the caller's, by the names that rules give them, such as
 * {@code node.owner}. What is null is not in it and matches nobody.
 */
public record Target(Map<String, String> values) {
    public static final Target NONE = new Target(Map.of());

    public Target {
        values = Map.copyOf(values);
    }

    /** A node, or what hangs on it. */
    public static Target ofNode(@Nullable String owner, @Nullable String lessee) {
        if (owner == null && lessee == null) {
            return NONE;
        }
        var values = new LinkedHashMap<String, String>();
        if (owner != null) {
            values.put("node.owner", owner);
        }
        if (lessee != null) {
            values.put("node.lessee", lessee);
        }
        return new Target(values);
    }

    /** Something that has an owner of its own, such as {@code allocation.owner}. */
    public static Target owned(String name, @Nullable String owner) {
        return owner == null ? NONE : new Target(Map.of(name, owner));
    }
}
