package dev.fettle.http;

import java.util.Set;

/**
 * Decides whether a caller may do what a rule stands for ({@code contract/policy.md}). Thread-safe; may read small files, so it is not for
 * event loops.
 */
@FunctionalInterface
public interface Policy {
    /** Without roles there is nothing to check, and secrets stay masked all the same: noauth and http_basic. */
    Policy ALLOW_ALL =
            (rule, _, _) -> !Set.of("show_password", "show_instance_secrets").contains(rule);

    /**
     * @param rule such as {@code baremetal:node:get}
     * @throws IllegalArgumentException for a rule that nobody defined
     */
    boolean allows(String rule, Identity caller, Target target);

    /** Whether there is such a rule, for those that only an operator can define. */
    default boolean defines(String rule) {
        return false;
    }
}
