package dev.fettle.gateway.policy;

import java.util.Set;

/**
 * A rule as it is without an operator's own file.
 *
 * @param name such as {@code baremetal:node:get}
 * @param expression in the language of oslo.policy
 * @param scopes tokens it is for; empty: all
 */
record RuleDefault(String name, String expression, Set<Scope> scopes) {}
