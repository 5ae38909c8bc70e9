package dev.fettle.rpc;

import java.util.Set;

/**
 * A whole object of which the caller touched some fields: {@code ironic_object.changes} on the wire
 * ({@code contract/rpc.md} section 7). Only those are saved.
 *
 * @param fields names of the touched fields
 */
public record Changed<T>(T object, Set<String> fields) {

    public Changed {
        fields = Set.copyOf(fields);
    }
}
