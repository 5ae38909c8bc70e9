package dev.fettle.driver.spi;

/** An argument of a step: what it means and whether it must be given. */
public record StepArgument(String description, boolean required) {}
