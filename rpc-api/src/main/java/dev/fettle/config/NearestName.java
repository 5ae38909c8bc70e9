package dev.fettle.config;

import java.util.Collection;
import java.util.Optional;

/** Proposes what was probably meant by a name that does not exist. */
public final class NearestName {
    private NearestName() {}

    /** @return the nearest of the names if at most a third of its letters differ */
    public static Optional<String> of(String wrong, Collection<String> names) {
        return KnownNames.nearest(wrong, names);
    }
}
