package dev.fettle.conductor.util.planted;

/** Planted: breaks "no drawers". */
record Drawer() {}
