package dev.fettle.db.part;

import dev.fettle.model.operation.LockHolder;
import java.util.function.Function;

/** How a short write of a part of a node ended. */
public sealed interface PartEdit<T> {

    /** Written, or there was nothing to write; a deleted part as it was last. */
    record Saved<T>(T part) implements PartEdit<T> {}

    /** Nothing was written: an operation holds the lock of the part's node. */
    record Locked<T>(LockHolder holder) implements PartEdit<T> {}

    default <R> PartEdit<R> map(Function<T, R> mapping) {
        return switch (this) {
            case Saved<T>(var part) -> new Saved<>(mapping.apply(part));
            case Locked<T>(var holder) -> new Locked<>(holder);
        };
    }
}
