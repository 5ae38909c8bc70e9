package dev.fettle.gateway.policy;

import java.util.List;

/** A parsed policy expression. */
sealed interface Expression {
    /** {@code @}, or nothing at all. */
    record Always() implements Expression {}

    /** {@code !}. */
    record Never() implements Expression {}

    /** {@code rule:name}. */
    record Rule(String name) implements Expression {}

    /**
     * {@code kind:match}, {@code role:} included.
     *
     * @param kind a value of the caller, {@code role}, or a literal
     * @param match a text in which {@code %(name)s} stands for a value of the target
     */
    record Match(String kind, String match) implements Expression {}

    record Not(Expression inner) implements Expression {}

    record And(List<Expression> all) implements Expression {}

    record Or(List<Expression> any) implements Expression {}
}
