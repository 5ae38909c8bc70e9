package dev.fettle.tools.load.result;

/** The figure that a row is about. */
public record Figure(Unit unit, double value) {}
