package dev.fettle.conductor.planted;

/** Planted: breaks "no empty words". */
record NodeManager() {}
