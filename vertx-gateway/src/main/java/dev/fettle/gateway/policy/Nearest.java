package dev.fettle.gateway.policy;

import dev.fettle.config.NearestName;
import java.util.Collection;

/** The part of a message that proposes what was probably meant. */
final class Nearest {
    private Nearest() {}

    static String hint(String wrong, Collection<String> known) {
        return NearestName.of(wrong, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }
}
