package dev.fettle.driver.planted;

import dev.fettle.driver.other.planted.OtherDriver;

/** Planted: breaks "drivers do not know each other". */
record DriverThatKnowsAnother(OtherDriver other) {}
