package dev.fettle.http;

/** That the policy allowed a caller something. */
public record Grant(String rule, Target target) {}
