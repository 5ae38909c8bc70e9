package dev.fettle.driver.other.planted;

/** Planted: what {@code DriverThatKnowsAnother} knows. */
public record OtherDriver() {}
