package dev.fettle.http;

/** Decides whether a caller may do what a rule stands for ({@code contract/policy.md}). */
@FunctionalInterface
public interface Policy {
    /** Without roles there is nothing to check: noauth and http_basic. */
    Policy ALLOW_ALL = (_, _) -> {};

    /**
     * @param rule such as {@code baremetal:node:get}
     * @throws RuntimeException an {@link HttpProblem} or a fault when the caller may not
     */
    void check(String rule, Request request);
}
