package dev.fettle.gateway.policy;

import dev.fettle.http.Identity;
import dev.fettle.http.Target;

/** A compiled expression. Thread-safe; does not block. */
@FunctionalInterface
interface Check {
    boolean passes(Identity caller, Target target);
}
